using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>What an uncertain message is told apart by, when its provider is asked for it.</summary>
internal static class EarlierTries
{
    /// <summary>Adds to those that may have left since when, and what else about their matters did.</summary>
    public static async Task<List<OutboxRow>> AddAsync(StoreSession session, List<OutboxRow> rows)
    {
        var uncertain = rows.FindAll(row => row.Uncertain > 0);
        if (uncertain.Count == 0)
        {
            return rows;
        }

        var database = session.Database;
        var since = (await session.QueryAsync<(long OutboxId, DateTimeOffset Since)>(
            $"SELECT outbox_id, min(started_at) FROM attempt WHERE outcome = 'uncertain' AND {database.In("outbox_id", "@ids")} GROUP BY outbox_id",
            new { ids = database.List([.. uncertain.Select(row => row.Id)]) })).ToDictionary(row => row.OutboxId, row => row.Since);
        var others = (await session.QueryAsync<(long ComplaintId, long OutboxId, string ProviderId)>(
            $"""
            SELECT o.complaint_id, o.id, a.provider_id FROM outbox o JOIN attempt a ON a.outbox_id = o.id
            WHERE a.provider_id IS NOT NULL AND ({database.In("o.id", "@complaints")} OR ({database.In("o.complaint_id", "@complaints")} AND o.id <> o.complaint_id))
            """,
            new { complaints = database.List([.. uncertain.Select(row => row.ComplaintId).Distinct()]) })).ToLookup(row => row.ComplaintId);
        return rows.ConvertAll(row => row.Uncertain == 0 ? row : row with
        {
            UncertainSince = since.TryGetValue(row.Id, out var first) ? first : null,
            OtherIds = [.. others[row.ComplaintId].Where(other => other.OutboxId != row.Id).Select(other => other.ProviderId)],
        });
    }
}
