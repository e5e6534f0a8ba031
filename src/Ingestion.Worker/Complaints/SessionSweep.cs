using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Goes through the sessions in the order of their keys and deletes those that have long been over: they have no index by time, because each message moves theirs.</summary>
internal static class SessionSweep
{
    /// <summary>Looks at so many sessions behind a key. Returns how many went, and the last key that was looked at; null at the end.</summary>
    /// <param name="session">The session.</param>
    /// <param name="from">32 hexadecimal digits; empty for the beginning.</param>
    /// <param name="before">When a session that goes had its last message.</param>
    /// <param name="most">How many are looked at.</param>
    public static async Task<(int Deleted, string? Last)> StepAsync(StoreSession session, string from, DateTimeOffset before, int most)
    {
        var database = session.Database;
        var start = from.Length == 0 ? Guid.Empty : Guid.ParseExact(from, "N");
        var rows = await session.QueryAsync<KnownSession>("SELECT key, complaint_id, message_id, last_at FROM session WHERE key > @start ORDER BY key LIMIT @most", new { start, most });
        Guid[] old = [.. rows.FindAll(row => row.LastAt < before).Select(row => row.Key)];
        var deleted = old.Length == 0
            ? 0
            : await session.ExecuteAsync($"DELETE FROM session WHERE {database.In("key", "@old")} AND last_at < @before", new { old = database.List(old), before });
        return (deleted, rows.Count < most ? null : rows[^1].Key.ToString("N"));
    }
}
