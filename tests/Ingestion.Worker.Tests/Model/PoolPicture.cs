using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Model;

/// <summary>The pool's rows above an id.</summary>
internal sealed record PoolPicture
{
    public required IReadOnlyDictionary<long, StoredMessage> Messages { get; init; }

    public required IReadOnlyDictionary<long, StoredComplaint> Complaints { get; init; }

    /// <summary>The complaints in which each message stands; edits and deletions stand with their message.</summary>
    public required ILookup<long, long> Places { get; init; }

    /// <summary>The versions that each complaint's events tell.</summary>
    public required ILookup<long, int> Events { get; init; }

    public static Task<PoolPicture> ReadAsync(Database database, long first) => database.ReadAsync(
        async session => new PoolPicture
        {
            Messages = (await session.QueryAsync<StoredMessage>(
                """
                SELECT m.id, m.offers, (SELECT max(complaint_id) FROM ledger l WHERE l.message_id = m.id) AS complaint_id,
                  (SELECT count(*) FROM ledger l WHERE l.message_id = m.id) AS outcomes, EXISTS (SELECT 1 FROM inbox i WHERE i.message_id = m.id) AS is_waiting
                FROM message m WHERE m.id > @first
                """,
                new { first })).ToDictionary(row => row.Id),
            Complaints = (await session.QueryAsync<StoredComplaint>(
                "SELECT id, tracking_number AS number, version, message_count AS messages, status, merged_into FROM complaint WHERE id > @first", new { first })).ToDictionary(row => row.Id),
            Places = (await session.QueryAsync<(long Complaint, long Message)>("SELECT complaint_id, message_id FROM complaint_message WHERE message_id > @first AND revises IS NULL", new { first }))
                .ToLookup(row => row.Message, row => row.Complaint),
            Events = (await session.QueryAsync<(long Complaint, int Version)>("SELECT complaint_id, version FROM event WHERE id > @first", new { first }))
                .ToLookup(row => row.Complaint, row => row.Version),
        },
        CancellationToken.None);
}
