using System.Globalization;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>The outbox's side of holding answers back: listing them, sending them after all, or never.</summary>
internal static class HeldRows
{
    /// <summary>In this time what is released is due. Nothing that was not held has more.</summary>
    public static readonly TimeSpan TimeAfterRelease = TimeSpan.FromDays(1);

    /// <summary>An update is decided on with its acknowledgement.</summary>
    private const string Held = $"state = '{OutboxWords.Held}' AND purpose <> '{OutboxWords.Update}'";

    private const string Columns = "id, complaint_id, channel, language, tracking_number, created_at, due_at, last_reason AS reason";

    /// <summary>The longest held first.</summary>
    public static Task<List<HeldAnswer>> ListAsync(StoreSession session, HeldFilter filter, int limit) =>
        session.QueryAsync<HeldAnswer>($"SELECT {Columns} FROM outbox WHERE {Where(session.Database, filter)} ORDER BY created_at, id LIMIT @limit", Parameters(session.Database, filter, limit));

    /// <summary>The channels of what is held.</summary>
    public static Task<List<string>> ChannelsAsync(StoreSession session) => session.QueryAsync<string>($"SELECT DISTINCT channel FROM outbox WHERE {Held}");

    /// <summary>How many are held, by reason.</summary>
    public static Task<List<(string Reason, long Count)>> CountAsync(StoreSession session, HeldFilter filter) =>
        session.QueryAsync<(string Reason, long Count)>($"SELECT last_reason, count(*) FROM outbox WHERE {Where(session.Database, filter)} GROUP BY last_reason ORDER BY 2 DESC, 1", Parameters(session.Database, filter, 0));

    /// <summary>Takes the time until which an answer is promised out of them.</summary>
    public static Task PromiseNothingAsync(StoreSession session, IReadOnlyList<long> complaints) => session.ExecuteAsync(
        $"UPDATE outbox SET answer_by = NULL WHERE {session.Database.In("id", "@complaints")} OR ({session.Database.In("complaint_id", "@complaints")} AND id <> complaint_id AND purpose = '{OutboxWords.Update}' AND state = '{OutboxWords.Waiting}')",
        new { complaints = session.Database.List(complaints) });

    /// <summary>Lets them be sent, with a day of time. Returns those that were still held.</summary>
    public static Task<List<HeldAnswer>> ReleaseAsync(StoreSession session, HeldFilter filter, int limit) =>
        DecideAsync(session, filter, limit, $"state = 'waiting', last_reason = 'released', not_before = {session.Database.Now}, due_at = {DueAfterRelease(session.Database)}, watch_at = {DueAfterRelease(session.Database)}");

    /// <summary>Gives them up. Returns those that were still held.</summary>
    public static Task<List<HeldAnswer>> DropAsync(StoreSession session, HeldFilter filter, int limit) =>
        DecideAsync(session, filter, limit, $"state = 'discarded', last_reason = 'dropped', finished_at = {session.Database.Now}");

    /// <summary>When what is released now is due.</summary>
    internal static string DueAfterRelease(Database database) => database.NowPlus(((int)TimeAfterRelease.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    private static async Task<List<HeldAnswer>> DecideAsync(StoreSession session, HeldFilter filter, int limit, string set)
    {
        var database = session.Database;
        var held = await session.QueryAsync<HeldAnswer>(
            $"SELECT {Columns} FROM outbox WHERE {Where(database, filter)} ORDER BY created_at, id LIMIT @limit {database.Sql("FOR UPDATE SKIP LOCKED", "")}", Parameters(database, filter, limit));
        if (held.Count > 0)
        {
            await session.ExecuteAsync($"UPDATE outbox SET {set} WHERE {database.In("id", "@ids")}", new { ids = database.List([.. held.Select(answer => answer.Id)]) });
        }

        return held;
    }

    private static string Where(Database database, HeldFilter filter) =>
        Held
        + (filter.Ids is null ? "" : $" AND {database.In("id", "@ids")}")
        + (filter.Channel is null ? "" : " AND channel = @channel")
        + (filter.Reason is null ? "" : " AND last_reason = @reason")
        + (filter.HeldFor is null ? "" : $" AND created_at <= {database.NowPlus("-@seconds")}");

    private static object Parameters(Database database, HeldFilter filter, int limit) =>
        new { ids = database.List(filter.Ids ?? []), channel = filter.Channel, reason = filter.Reason, seconds = (filter.HeldFor ?? TimeSpan.Zero).TotalSeconds, limit };
}
