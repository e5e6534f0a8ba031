using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Finds which of a batch were accepted long ago, and counts their repetition in the ledger's base.</summary>
internal static class RepeatedOffers
{
    /// <summary>The ids by external id of messages of one channel that are stored, whoever stored them.</summary>
    public static async Task<Dictionary<string, long>> FindAsync(StoreSession session, string channel, IReadOnlyList<string> externalIds)
    {
        var rows = await session.QueryAsync<(long Id, string ExternalId)>(
            $"SELECT id, external_id FROM message WHERE channel = @channel AND {session.Database.In("external_id", "@keys")}",
            new { channel, keys = session.Database.List(externalIds) });
        return rows.ToDictionary(row => row.ExternalId, row => row.Id, StringComparer.Ordinal);
    }

    public static Task CountAsync(StoreSession session, IReadOnlyList<long> ids)
    {
        var statement = new UpdateRows(
            "UPDATE message SET offers = offers + v.times FROM v WHERE message.id = v.id",
            "UPDATE message SET offers = offers + @times WHERE id = @id");
        var id = statement.Int64("id");
        var times = statement.Int32("times");
        foreach (var group in ids.GroupBy(value => value))
        {
            id.Add(group.Key);
            times.Add(group.Count());
        }

        return session.RunAsync([statement]);
    }
}
