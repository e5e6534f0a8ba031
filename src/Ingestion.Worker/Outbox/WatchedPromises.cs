using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>The outbox as the watch over promises sees it.</summary>
internal static class WatchedPromises
{
    public static Task<bool> AnyDueAsync(Database database, CancellationToken cancellationToken) => database.ReadAsync(
        async session => await session.QuerySingleAsync<int>(
            $"SELECT count(*) FROM (SELECT 1 FROM outbox WHERE watch_at IS NOT NULL AND watch_at <= {database.Now} LIMIT 1) AS t") > 0,
        cancellationToken);

    /// <summary>The acknowledgements and stand-ins whose time to be looked at has come, the longest due first.</summary>
    public static Task<List<DueLook>> DueAsync(StoreSession session, int limit) => session.QueryAsync<DueLook>(
        $"SELECT id, fallback_of, complaint_id, recipient_kind, recipient FROM outbox WHERE watch_at IS NOT NULL AND watch_at <= {session.Database.Now} ORDER BY watch_at LIMIT @limit", new { limit });

    /// <summary>
    /// The promises of these, as they stand now; with the database's time. They are locked: what the look writes would undo what a sender writes at the same
    /// moment. One that a sender writes just now is left for the next look.
    /// </summary>
    public static async Task<(DateTimeOffset Now, List<WatchedPromise> Promises)> LockAsync(StoreSession session, IReadOnlyList<DueLook> due)
    {
        var database = session.Database;
        var now = await session.QuerySingleAsync<DateTimeOffset>($"SELECT {database.Now}");
        if (due.Count == 0)
        {
            return (now, []);
        }

        var still = await session.QueryAsync<(long Id, long? FallbackOf)>(
            $"""
            SELECT id, fallback_of FROM outbox WHERE {database.In("id", "@ids")} AND watch_at IS NOT NULL AND watch_at <= {database.Now}
            {database.Sql("FOR UPDATE SKIP LOCKED", "")}
            """,
            new { ids = database.List([.. due.Select(look => look.Id)]) });
        var promises = await session.QueryAsync<WatchedPromise>(
            $"""
            SELECT o.id, o.complaint_id, o.channel, o.recipient_kind, o.recipient, o.state, o.last_reason, o.received_at, o.due_at, o.finished_at, o.alarmed_at, o.breached_at,
              o.fallback_id, f.state AS fallback_state, f.finished_at AS fallback_finished_at
            FROM outbox o LEFT JOIN outbox f ON f.id = o.fallback_id WHERE {database.In("o.id", "@ids")} ORDER BY o.due_at, o.id
            {database.Sql("FOR UPDATE OF o SKIP LOCKED", "")}
            """,
            new { ids = database.List([.. still.Select(look => look.FallbackOf ?? look.Id).Distinct()]) });

        // What stands in is looked at through what it stands in for.
        var looked = promises.Select(promise => promise.Id).ToHashSet();
        var standIns = still.Where(look => look.FallbackOf is { } promise && looked.Contains(promise)).Select(look => look.Id).ToList();
        if (standIns.Count > 0)
        {
            await session.ExecuteAsync($"UPDATE outbox SET watch_at = NULL WHERE {database.In("id", "@ids")}", new { ids = database.List(standIns) });
        }

        return (now, promises);
    }

    public static Task<List<OutboxRow>> LoadAsync(StoreSession session, IReadOnlyList<long> ids) =>
        session.QueryAsync<OutboxRow>($"SELECT {OutboxRow.Columns} FROM outbox WHERE {session.Database.In("id", "@ids")}", new { ids = session.Database.List(ids) });

    /// <summary>How they stand.</summary>
    /// <param name="database">The store.</param>
    /// <param name="alarmBefore">So long before the due time, and in the last quarter of the time, one that is held is held too long.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<PromisesNow> NowAsync(Database database, TimeSpan alarmBefore, CancellationToken cancellationToken) => database.ReadAsync(
        async session => new PromisesNow
        {
            AtRisk = await session.QuerySingleAsync<int>("SELECT count(*) FROM outbox WHERE watch_at IS NOT NULL AND alarmed_at IS NOT NULL AND breached_at IS NULL"),
            HeldTooLong = await session.QuerySingleAsync<int>(
                $"""
                SELECT count(*) FROM outbox WHERE state = 'held' AND purpose = 'ack' AND due_at <= {database.NowPlus("@seconds")}
                  AND due_at - (due_at - received_at) / {AlarmTime.Part} <= {database.Now}
                """,
                new { seconds = alarmBefore.TotalSeconds }),
            ParkedSince = await OutgoingStop.SinceAsync(session),
        },
        cancellationToken);
}
