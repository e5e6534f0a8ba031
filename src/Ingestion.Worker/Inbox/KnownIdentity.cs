using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>A message that its customer can edit or delete, as its versions up to now have left it.</summary>
internal sealed record KnownIdentity
{
    /// <summary>The hash of what the versions share.</summary>
    public Guid Identity { get; init; }

    /// <summary>The version that came first; for a copy of another message, that message.</summary>
    public long MessageId { get; init; }

    /// <summary>How many different versions came.</summary>
    public int Versions { get; init; }

    /// <summary>The version that counts.</summary>
    public long CurrentId { get; init; }

    /// <summary>When that one was written.</summary>
    public DateTimeOffset CurrentAt { get; init; }

    /// <summary>The hash of what that one says.</summary>
    public Guid Content { get; init; }

    public bool IsWithdrawn { get; init; }

    /// <summary>The first version was a duplicate of a message on another path, whose own versions may come there, too.</summary>
    public bool IsCopy { get; init; }

    /// <summary>What the customer wrote was erased on request: later versions are not kept either.</summary>
    public bool IsErased { get; init; }

    /// <summary>The outcome of <see cref="MessageId"/>, as a word of the ledger.</summary>
    public string Outcome { get; init; } = "";

    public long? ComplaintId { get; init; }

    public static async Task<Dictionary<Guid, KnownIdentity>> FindAsync(StoreSession session, IReadOnlyCollection<Guid> identities)
    {
        if (identities.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<KnownIdentity>(
            $"""
            SELECT i.identity, i.message_id, i.versions, i.current_id, i.current_at, i.content, i.is_withdrawn, i.is_copy, i.is_erased, l.outcome, l.complaint_id
            FROM message_identity i JOIN ledger l ON l.message_id = i.message_id WHERE {session.Database.In("i.identity", "@values")}
            """,
            new { values = session.Database.List([.. identities]) });
        return rows.ToDictionary(row => row.Identity);
    }
}
