using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// How many acknowledgements were planned in the present hour, over all channels, the last defence against loops; and how many for what is counted on its
/// own: a domain, a network, a text.
/// </summary>
internal static class AcknowledgementBudget
{
    /// <summary>The database's time, and what is planned in its hour.</summary>
    public static async Task<(DateTimeOffset Now, int Planned)> ReadAsync(StoreSession session)
    {
        var row = await session.QuerySingleAsync<BudgetRow>(
            session.Database.Sql(
                "SELECT now() AS now, coalesce((SELECT planned FROM acknowledgement_hour WHERE hour = date_trunc('hour', now())), 0) AS planned",
                """
                SELECT CAST(unixepoch('subsec') * 1000 AS integer) AS now,
                  coalesce((SELECT planned FROM acknowledgement_hour WHERE hour = unixepoch() / 3600 * 3600000), 0) AS planned
                """));
        return (row.Now, row.Planned);
    }

    /// <summary>What is planned so far under these keys; those with nothing are left out.</summary>
    public static async Task<Dictionary<Guid, int>> FindAsync(StoreSession session, IReadOnlyList<Guid> keys)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<(Guid Key, int Planned)>(
            $"SELECT key, planned FROM acknowledgement_budget WHERE {session.Database.In("key", "@keys")}", new { keys = session.Database.List(keys) });
        return rows.ToDictionary(row => row.Key, row => row.Planned);
    }

    /// <summary>Last in its transaction: the counts are shared by all workers and held until the commit. Keys in one order, so that none waits for another in a circle.</summary>
    public static async Task AddAsync(StoreSession session, int planned, IReadOnlyDictionary<BudgetKey, int> spent)
    {
        if (spent.Count > 0)
        {
            var rows = new InsertRows("acknowledgement_budget", "(key) DO UPDATE SET planned = acknowledgement_budget.planned + excluded.planned");
            var key = rows.Uuid("key");
            var endsAt = rows.Time("ends_at");
            var count = rows.Int32("planned");
            foreach (var (budget, more) in spent.OrderBy(one => one.Key.Key))
            {
                key.Add(budget.Key);
                endsAt.Add(budget.EndsAt);
                count.Add(more);
            }

            await session.RunAsync([rows]);
        }

        if (planned > 0)
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO acknowledgement_hour (hour, planned) VALUES ({session.Database.Sql("date_trunc('hour', now())", "unixepoch() / 3600 * 3600000")}, @planned)
                ON CONFLICT (hour) DO UPDATE SET planned = acknowledgement_hour.planned + excluded.planned
                """,
                new { planned });
        }
    }

    /// <summary>Drops counts of windows that are over. Returns how many.</summary>
    public static Task<int> SweepAsync(Database database, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync($"DELETE FROM acknowledgement_budget WHERE ends_at < {database.Now}"), cancellationToken);

    private sealed record BudgetRow
    {
        public DateTimeOffset Now { get; init; }

        public int Planned { get; init; }
    }
}
