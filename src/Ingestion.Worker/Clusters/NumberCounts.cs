using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>How many complaints name a number. Counted where it stands, to a limit: beyond that it says nothing in any case.</summary>
internal static class NumberCounts
{
    private const int Most = 64;

    public static async Task<Dictionary<string, int>> LoadAsync(StoreSession session, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
        {
            return new Dictionary<string, int>(StringComparer.Ordinal);
        }

        var keys = session.Database.Sql("unnest(@values) AS k(value)", "json_each(@values) k");
        var rows = await session.QueryAsync<(string Value, long Complaints)>(
            $"""
            SELECT k.value, (SELECT count(DISTINCT f.complaint_id) FROM (SELECT message_id FROM complaint_number WHERE value = k.value LIMIT {Most}) n
              JOIN near_fingerprint f ON f.message_id = n.message_id) AS complaints
            FROM {keys}
            """,
            new { values = session.Database.List([.. values]) });
        return rows.ToDictionary(row => row.Value, row => (int)row.Complaints, StringComparer.Ordinal);
    }
}
