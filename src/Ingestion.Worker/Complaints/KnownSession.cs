using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>A customer's consecutive messages on one channel, or those of a provider's conversation: where the last one went, and when.</summary>
internal sealed record KnownSession
{
    public Guid Key { get; init; }

    public long ComplaintId { get; init; }

    /// <summary>Its last message, as it first came.</summary>
    public long MessageId { get; init; }

    /// <summary>When its last message reached the provider, or us where the provider does not say.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The same of its last message that was no SMS; null while there is none.</summary>
    public DateTimeOffset? LastChatAt { get; init; }

    public static async Task<Dictionary<Guid, KnownSession>> FindAsync(StoreSession session, IReadOnlyCollection<Guid> keys)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<KnownSession>(
            $"SELECT key, complaint_id, message_id, last_at, last_chat_at FROM session WHERE {session.Database.In("key", "@keys")}", new { keys = session.Database.List([.. keys]) });
        return rows.ToDictionary(row => row.Key);
    }
}
