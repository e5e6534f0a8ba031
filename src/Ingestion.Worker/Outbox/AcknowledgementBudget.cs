using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>How many acknowledgements were planned in the present hour, over all channels: the last defence against loops.</summary>
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

    public static Task AddAsync(StoreSession session, int planned) => planned == 0
        ? Task.CompletedTask
        : session.ExecuteAsync(
            $"""
            INSERT INTO acknowledgement_hour (hour, planned) VALUES ({session.Database.Sql("date_trunc('hour', now())", "unixepoch() / 3600 * 3600000")}, @planned)
            ON CONFLICT (hour) DO UPDATE SET planned = acknowledgement_hour.planned + excluded.planned
            """,
            new { planned });

    private sealed record BudgetRow
    {
        public DateTimeOffset Now { get; init; }

        public int Planned { get; init; }
    }
}
