using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Counts how promises were kept.</summary>
internal static class PromiseReport
{
    /// <summary>Of acknowledgements planned in this time, by sending channel and language.</summary>
    public static async Task<IReadOnlyList<PromiseFigures>> ReadAsync(Database database, TimeSpan since, CancellationToken cancellationToken)
    {
        var seconds = database.Sql("CAST(extract(epoch FROM finished_at - received_at) AS bigint)", "(finished_at - received_at) / 1000");
        var rows = await database.ReadAsync(
            session => session.QueryAsync<Row>(
                $"""
                SELECT channel, language, state, CASE WHEN finished_at <= due_at THEN 1 ELSE 0 END AS in_time, CASE WHEN breached_at IS NULL THEN 0 ELSE 1 END AS breached,
                  CASE WHEN state <> 'sent' THEN 0 WHEN {seconds} < 120 THEN {seconds} WHEN {seconds} < 7200 THEN {seconds} / 60 * 60 ELSE {seconds} / 3600 * 3600 END AS seconds,
                  count(*) AS count
                FROM outbox WHERE purpose = 'ack' AND created_at >= {database.NowPlus("@since")} GROUP BY 1, 2, 3, 4, 5, 6
                """,
                new { since = -since.TotalSeconds }),
            cancellationToken);
        return [.. rows.GroupBy(row => (row.Channel, row.Language)).OrderBy(group => group.Key.Channel, StringComparer.Ordinal).ThenBy(group => group.Key.Language, StringComparer.Ordinal).Select(Figures)];
    }

    private static PromiseFigures Figures(IGrouping<(string Channel, string Language), Row> rows)
    {
        var sent = rows.Where(row => row.State == OutboxWords.Sent).OrderBy(row => row.Seconds).ToList();
        return new PromiseFigures
        {
            Channel = rows.Key.Channel,
            Language = rows.Key.Language,
            Planned = rows.Sum(row => row.Count),
            InTime = sent.Where(row => row.InTime == 1).Sum(row => row.Count),
            Late = sent.Where(row => row.InTime == 0).Sum(row => row.Count),
            Waiting = Count(rows, OutboxWords.Waiting),
            NotSent = Count(rows, OutboxWords.Refused, OutboxWords.Failed, OutboxWords.Undelivered, OutboxWords.Uncertain),
            Held = Count(rows, OutboxWords.Held),
            Suppressed = Count(rows, OutboxWords.Suppressed, OutboxWords.Discarded),
            Breached = rows.Where(row => row.Breached == 1).Sum(row => row.Count),
            Median = Percentile(sent, 0.5),
            P95 = Percentile(sent, 0.95),
            P99 = Percentile(sent, 0.99),
        };
    }

    private static long Count(IEnumerable<Row> rows, params ReadOnlySpan<string> states)
    {
        var count = 0L;
        foreach (var row in rows)
        {
            count += states.Contains(row.State) ? row.Count : 0;
        }

        return count;
    }

    private static TimeSpan? Percentile(List<Row> ascending, double share)
    {
        var wanted = (long)Math.Ceiling(ascending.Sum(row => row.Count) * share);
        foreach (var row in ascending)
        {
            wanted -= row.Count;
            if (wanted <= 0)
            {
                return TimeSpan.FromSeconds(row.Seconds);
            }
        }

        return null;
    }

    private sealed record Row
    {
        public string Channel { get; init; } = "";

        public string Language { get; init; } = "";

        public string State { get; init; } = "";

        public int InTime { get; init; }

        public int Breached { get; init; }

        public long Seconds { get; init; }

        public long Count { get; init; }
    }
}
