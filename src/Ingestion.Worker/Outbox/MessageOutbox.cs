using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// The relay's view of the outbox table: lease, write attempts before sending, record what became of them. Every write names the fence.
/// </summary>
internal sealed class MessageOutbox(Database database, IdBlock fences, OutboxSettings settings)
{
    private static readonly SendingBudget Unlimited = new("", null);

    /// <summary>The last of them after 25 seconds.</summary>
    private const int MostTries = 8;

    /// <summary>By then the watch has looked, or what goes first has left.</summary>
    private static readonly TimeSpan BehindWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestBehind = TimeSpan.FromMinutes(10);

    /// <summary>Messages of one channel whose time has come, the longest waiting first.</summary>
    public async Task<OutboxLease> LeaseAsync(string channel, int limit, CancellationToken cancellationToken)
    {
        var fence = await fences.TakeAsync(1, cancellationToken);
        var columns = OutboxRow.Columns;
        var (found, rows) = await database.WriteAsync(
            async session =>
            {
                var due = await session.QueryAsync<OutboxRow>(
                $"""
                WITH picked AS (
                  SELECT id FROM outbox
                  WHERE NOT EXISTS (SELECT 1 FROM installation WHERE name = '{OutgoingStop.Name}') AND state = 'waiting' AND channel = @channel AND not_before <= {database.Now} AND (leased_until IS NULL OR leased_until < {database.Now})
                  ORDER BY not_before LIMIT @limit {database.Sql("FOR UPDATE SKIP LOCKED", "")})
                UPDATE outbox SET fence = @fence, leased_until = {database.NowPlus("@seconds")} WHERE id IN (SELECT id FROM picked)
                RETURNING {columns}
                """,
                new { fence, channel, limit, seconds = settings.Lease.TotalSeconds });
                return (due.Count, await WithPastAsync(session, await InOrderAsync(session, due)));
            },
            cancellationToken);
        rows.Sort((left, right) => left.Id.CompareTo(right.Id));
        return new OutboxLease(fence, rows, found);
    }

    private static async Task<List<OutboxRow>> WithPastAsync(StoreSession session, List<OutboxRow> rows) =>
        await LastHeard.AddAsync(session, await EarlierTries.AddAsync(session, rows));

    private static async Task<List<OutboxRow>> InOrderAsync(StoreSession session, List<OutboxRow> rows) =>
        await WithoutEarlyUpdatesAsync(session, await WithoutTwinsAsync(session, rows));

    /// <summary>
    /// Of an acknowledgement and what stands in for it one leaves. While one is being sent, and until the watch has looked at one that was sent or may have been
    /// and bars the other, that one is given back. What an operator sends again afterwards leaves.
    /// </summary>
    private static async Task<List<OutboxRow>> WithoutTwinsAsync(StoreSession session, List<OutboxRow> rows)
    {
        var paired = rows.FindAll(row => row.Twin is not null);
        if (paired.Count == 0)
        {
            return rows;
        }

        // Both can be leased at the same moment: the lock lets one of them see the other.
        await session.LockAsync([.. paired.Select(row => $"twins-{row.FallbackOf ?? row.Id}")]);
        var database = session.Database;
        var ahead = (await session.QueryAsync<long>(
            $"SELECT id FROM outbox WHERE {database.In("id", "@twins")} AND (leased_until > {database.Now} OR (state IN ('sent', 'uncertain') AND watch_at <= {database.NowPlus("60")}))",
            new { twins = database.List([.. paired.Select(row => row.Twin!.Value)]) })).ToHashSet();

        // Both may leave by one channel and be in this lease: then the acknowledgement does.
        var own = paired.Select(row => row.Id).ToHashSet();
        var behind = paired.FindAll(row => ahead.Contains(row.Twin!.Value) && (row.FallbackOf is not null || !own.Contains(row.Twin.Value)));
        return await WithoutAsync(session, rows, behind);
    }

    /// <summary>
    /// That a matter is registered is told before how it goes on: an update waits as long as its acknowledgement does. It is looked at again when that one is due, or
    /// soon, for that may be sooner than it was to be.
    /// </summary>
    private static async Task<List<OutboxRow>> WithoutEarlyUpdatesAsync(StoreSession session, List<OutboxRow> rows)
    {
        var updates = rows.FindAll(row => row.Purpose == OutboxWords.Update);
        if (updates.Count == 0)
        {
            return rows;
        }

        var waiting = (await session.QueryAsync<long>(
            $"SELECT id FROM outbox WHERE {session.Database.In("id", "@acknowledgements")} AND state = '{OutboxWords.Waiting}'",
            new { acknowledgements = session.Database.List([.. updates.Select(row => row.ComplaintId).Distinct()]) })).ToHashSet();
        var database = session.Database;
        var early = updates.FindAll(row => waiting.Contains(row.ComplaintId));
        if (early.Count == 0)
        {
            return rows;
        }

        var left = await WithoutAsync(session, rows, early);
        await session.ExecuteAsync(
            $"""
            UPDATE outbox SET not_before = (
              SELECT CASE WHEN a.not_before > {database.NowPlus("@most")} THEN {database.NowPlus("@most")} ELSE a.not_before END FROM outbox a WHERE a.id = outbox.complaint_id)
            WHERE {database.In("id", "@ids")} AND not_before < (SELECT a.not_before FROM outbox a WHERE a.id = outbox.complaint_id)
            """,
            new { ids = database.List([.. early.Select(row => row.Id)]), most = LongestBehind.TotalSeconds });
        return left;
    }

    /// <summary>Gives some back for a while.</summary>
    private static async Task<List<OutboxRow>> WithoutAsync(StoreSession session, List<OutboxRow> rows, List<OutboxRow> behind)
    {
        if (behind.Count == 0)
        {
            return rows;
        }

        var database = session.Database;
        await session.ExecuteAsync(
            $"UPDATE outbox SET leased_until = NULL, not_before = {database.NowPlus("@seconds")} WHERE {database.In("id", "@ids")}",
            new { ids = database.List([.. behind.Select(row => row.Id)]), seconds = BehindWait.TotalSeconds });
        return rows.FindAll(row => !behind.Contains(row));
    }

    /// <summary>
    /// Attempts that began and never ended: their process died in between, so nobody knows whether the message left. By outbox id.
    /// </summary>
    public async Task<Dictionary<long, int>> FindInterruptedAsync(OutboxLease lease, CancellationToken cancellationToken)
    {
        var tried = lease.Rows.Where(row => row.Attempts > 0).Select(row => row.Id).ToList();
        if (tried.Count == 0)
        {
            return [];
        }

        var rows = await database.ReadAsync(
            session => session.QueryAsync<(long OutboxId, int Number)>(
                $"SELECT outbox_id, number FROM attempt WHERE finished_at IS NULL AND {database.In("outbox_id", "@tried")}", new { tried = database.List(tried) }),
            cancellationToken);
        return rows.ToDictionary(row => row.OutboxId, row => row.Number);
    }

    /// <summary>
    /// Commits results of earlier attempts and one new attempt row for each message that is about to be sent, and renews their lease: the
    /// last look at the fence before the sending. Of the new ones only the first may begin, as many as <paramref name="budget"/> leaves.
    /// </summary>
    /// <exception cref="LeaseLostException">A lease was lost, or one of them was barred; nothing was written.</exception>
    public Task<BudgetShare> RecordAsync(
        long fence, IReadOnlyList<AttemptRecord> finished, IReadOnlyList<OutboxRow> beginning, SendingBudget budget, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var share = await budget.TakeAsync(session, beginning.Count);
                List<OutboxRow> begun = [.. beginning.Take(share.Allowed)];
                var touched = await session.RunAsync([.. OutboxStatements.Begin(database, fence, settings.Lease, begun), .. OutboxStatements.Finish(database, fence, finished)]);
                LeaseLostException.Unless(touched[0] == begun.Count && touched[1] == begun.Count && touched[2] == finished.Count, "outgoing message");
                await ProviderOptOuts.RecordAsync(session, finished);
                return share;
            },
            cancellationToken);

    /// <summary>The same without a budget.</summary>
    /// <exception cref="LeaseLostException">A lease was lost, or one of them was barred; nothing was written.</exception>
    public Task RecordAsync(long fence, IReadOnlyList<AttemptRecord> finished, IReadOnlyList<OutboxRow> beginning, CancellationToken cancellationToken) =>
        RecordAsync(fence, finished, beginning, Unlimited, cancellationToken);

    /// <summary>
    /// Commits results; a store in trouble is asked again for half a minute, because what was sent and is not recorded is sent again.
    /// </summary>
    /// <exception cref="LeaseLostException">The lease was lost, or the results stand there already.</exception>
    public async Task FinishAsync(long fence, IReadOnlyList<AttemptRecord> finished)
    {
        for (var tries = 1; finished.Count > 0; tries++)
        {
            try
            {
                await RecordAsync(fence, finished, [], CancellationToken.None);
                return;
            }
            catch (Exception fault) when (tries < MostTries && database.IsTransient(fault))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << tries));
            }
        }
    }

    /// <summary>Lets untried messages wait for tomorrow's budget.</summary>
    public Task PostponeAsync(long fence, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE outbox SET leased_until = NULL, not_before = {SendingBudget.Tomorrow(database)}, last_reason = @reason WHERE fence = @fence AND {database.In("id", "@ids")}",
                new { fence, ids = database.List([.. rows.Select(row => row.Id)]), reason = SendingBudget.UsedUp }),
            cancellationToken);

    /// <summary>Messages of the channel that failed and wait for their next try need wait no longer.</summary>
    public Task MakeDueAsync(string channel, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE outbox SET not_before = {database.Now} WHERE state = 'waiting' AND channel = @channel AND attempts > 0 AND not_before > {database.Now}",
                new { channel }),
            cancellationToken);

    /// <summary>Holds on to what is leased and not yet settled, where its time has not run out.</summary>
    public Task RenewAsync(long fence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE outbox SET leased_until = {database.NowPlus("@seconds")} WHERE state = 'waiting' AND fence = @fence AND leased_until > {database.Now}",
                new { fence, seconds = settings.Lease.TotalSeconds }),
            cancellationToken);

    /// <summary>Ends messages that must not be sent.</summary>
    public Task SuppressAsync(long fence, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE outbox SET state = 'suppressed', last_reason = barred, leased_until = NULL, finished_at = {database.Now} WHERE fence = @fence AND {database.In("id", "@ids")}",
                new { fence, ids = database.List([.. rows.Select(row => row.Id)]) }),
            cancellationToken);

    /// <summary>Gives untried messages back.</summary>
    public Task ReleaseAsync(long fence, IReadOnlyList<OutboxRow> rows, TimeSpan wait, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE outbox SET leased_until = NULL, not_before = {database.NowPlus("@seconds")} WHERE fence = @fence AND {database.In("id", "@ids")}",
                new { fence, ids = database.List([.. rows.Select(row => row.Id)]), seconds = wait.TotalSeconds }),
            cancellationToken);
}
