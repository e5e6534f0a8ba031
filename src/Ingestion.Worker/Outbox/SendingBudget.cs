using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// How many sendings a channel may begin on one day, over all workers: the database counts, and its clock says what day it is (UTC).
/// </summary>
/// <param name="channel">The sending channel.</param>
/// <param name="perDay">At least 1; null for no limit.</param>
internal sealed class SendingBudget(string channel, int? perDay)
{
    public const string UsedUp = "daily-budget-used";

    /// <summary>SQL for the day that counts now.</summary>
    public static string Today(Database database) => database.Sql("(now() AT TIME ZONE 'utc')::date", "date('now')");

    /// <summary>SQL for the moment at which the next day begins.</summary>
    public static string Tomorrow(Database database) => database.Sql(
        "(date_trunc('day', now() AT TIME ZONE 'utc') + interval '1 day') AT TIME ZONE 'utc'", "(unixepoch('now', 'start of day', '+1 day') * 1000)");

    /// <summary>Takes as much as is left, in the transaction that begins the sendings; before anything else in it, so that two workers never wait for each other.</summary>
    public async Task<BudgetShare> TakeAsync(StoreSession session, int wanted)
    {
        if (perDay is not { } most || wanted == 0)
        {
            return new BudgetShare(wanted, false);
        }

        // The upsert changes nothing: it reads the row and holds it.
        var day = await session.QuerySingleAsync<DayRow>(
            $"""
            INSERT INTO sending_day (channel, day, begun) VALUES (@channel, {Today(session.Database)}, 0)
            ON CONFLICT (channel, day) DO UPDATE SET begun = sending_day.begun
            RETURNING CAST(day AS text) AS day, begun, is_used_up
            """,
            new { channel });
        var allowed = Math.Clamp(most - day.Begun, 0, wanted);
        var isUsedUp = allowed < wanted;
        if (allowed > 0 || isUsedUp != day.IsUsedUp)
        {
            await session.ExecuteAsync(
                $"UPDATE sending_day SET begun = begun + @allowed, is_used_up = @isUsedUp WHERE channel = @channel AND day = {session.Database.Sql("@day::date", "@day")}",
                new { allowed, isUsedUp, channel, day = day.Day });
        }

        return new BudgetShare(allowed, isUsedUp && !day.IsUsedUp);
    }

    private sealed record DayRow
    {
        public string Day { get; init; } = "";

        public int Begun { get; init; }

        public bool IsUsedUp { get; init; }
    }
}
