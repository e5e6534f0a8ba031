using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>A content that was decided before, by the first message that had it.</summary>
internal sealed record KnownContent
{
    /// <summary>The first 128 bits of the content's hash.</summary>
    public Guid Fingerprint { get; init; }

    public long MessageId { get; init; }

    public long? ComplaintId { get; init; }

    /// <summary>The outcome of that message, as a word of the ledger.</summary>
    public string Outcome { get; init; } = "";

    public static async Task<Dictionary<Guid, KnownContent>> FindAsync(StoreSession session, IReadOnlyCollection<Guid> fingerprints)
    {
        if (fingerprints.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<KnownContent>(
            $"SELECT fingerprint, message_id, complaint_id, outcome FROM ledger WHERE {session.Database.In("fingerprint", "@values")}",
            new { values = session.Database.List([.. fingerprints]) });
        return rows.ToDictionary(row => row.Fingerprint);
    }
}
