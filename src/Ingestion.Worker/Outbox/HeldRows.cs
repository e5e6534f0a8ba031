using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>The outbox's side of holding answers back: listing them, sending them after all, or never.</summary>
internal static class HeldRows
{
    private const string Columns = "id, complaint_id, channel, language, tracking_number, created_at, due_at, last_reason AS reason";

    /// <summary>The longest held first.</summary>
    public static Task<List<HeldAnswer>> ListAsync(StoreSession session, HeldFilter filter, int limit) =>
        session.QueryAsync<HeldAnswer>($"SELECT {Columns} FROM outbox WHERE {Where(session.Database, filter)} ORDER BY created_at, id LIMIT @limit", Parameters(session.Database, filter, limit));

    /// <summary>How many are held, by reason.</summary>
    public static Task<List<(string Reason, long Count)>> CountAsync(StoreSession session) =>
        session.QueryAsync<(string Reason, long Count)>("SELECT last_reason, count(*) FROM outbox WHERE state = 'held' GROUP BY last_reason ORDER BY 2 DESC, 1");

    /// <summary>Lets them be sent, with a day of time. Returns those that were still held.</summary>
    public static Task<List<HeldAnswer>> ReleaseAsync(StoreSession session, HeldFilter filter, int limit) =>
        DecideAsync(session, filter, limit, $"state = 'waiting', last_reason = 'released', not_before = {session.Database.Now}, due_at = {session.Database.NowPlus("86400")}, watch_at = {session.Database.NowPlus("86400")}");

    /// <summary>Gives them up. Returns those that were still held.</summary>
    public static Task<List<HeldAnswer>> DropAsync(StoreSession session, HeldFilter filter, int limit) =>
        DecideAsync(session, filter, limit, $"state = 'discarded', last_reason = 'dropped', finished_at = {session.Database.Now}");

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
        "state = 'held'"
        + (filter.Ids is null ? "" : $" AND {database.In("id", "@ids")}")
        + (filter.Channel is null ? "" : " AND channel = @channel")
        + (filter.Reason is null ? "" : " AND last_reason = @reason")
        + (filter.HeldFor is null ? "" : $" AND created_at <= {database.NowPlus("-@seconds")}");

    private static object Parameters(Database database, HeldFilter filter, int limit) =>
        new { ids = database.List(filter.Ids ?? []), channel = filter.Channel, reason = filter.Reason, seconds = (filter.HeldFor ?? TimeSpan.Zero).TotalSeconds, limit };
}
