using Ingestion.Channels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// Sends what waits for one channel; a channel that hangs holds up no other. Sends several at once outside any transaction; an attempt is
/// committed before each sending and its end after it, so a killed process leaves at most as many uncertain ones as it sends at once.
/// </summary>
internal sealed class OutboxRelay(
    string channel,
    IMessageSender sender,
    MessageOutbox outbox,
    SendingBudget budget,
    Func<OutboxMessage, OutboundMessage> compose,
    WakeSignal signal,
    OutboxSettings settings,
    ChannelPulse pulse,
    TimeProvider time,
    ILogger<OutboxRelay> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>A sending in hand when the worker stops may still end: cut off at once it would be uncertain and be repeated.</summary>
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(20);

    private readonly WakeSignal retry = new();
    private readonly SendingTrouble trouble = new();
    private volatile int faults;
    private volatile bool isMended;
    private volatile bool isBusy;

    public string Channel => channel;

    /// <summary>It sends, and more waits than it took. Not while its channel takes nothing: then nobody gives way to it.</summary>
    public bool IsBusy => isBusy;

    /// <summary>What made it pause may be mended (new credentials): tries at once, also what failed before.</summary>
    public void Retry()
    {
        isMended = faults > 0;
        faults = 0;
        retry.Set();
        signal.Set();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var found = await WorkAsync(cancellationToken);
                if (failures > 0)
                {
                    OutboxLog.Recovered(logger, channel, failures);
                    failures = 0;
                }

                if (!found)
                {
                    await signal.WaitAsync(Idle, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (LeaseLostException)
            {
                isBusy = false;
                OutboxLog.LeaseLost(logger, channel);
            }
            catch (Exception exception)
            {
                isBusy = false;
                OutboxLog.Failed(logger, channel, StoreFault.Name(exception), ++failures);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(200 * Math.Pow(2, failures), 10_000)), time, CancellationToken.None);
            }
        }
    }

    /// <summary>Sends one leased batch. Returns whether there was anything.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        retry.Clear();
        if (isMended)
        {
            isMended = false;
            await outbox.MakeDueAsync(channel, cancellationToken);
        }

        var lease = await outbox.LeaseAsync(channel, settings.BatchSize, cancellationToken);
        var isFull = lease.Found == settings.BatchSize;
        isBusy &= isFull;
        if (lease.Rows.Count == 0)
        {
            return lease.Found > 0;
        }

        var rows = await SettleInterruptedAsync(lease, cancellationToken);
        rows = await SuppressBarredAsync(lease.Fence, rows);
        var done = new List<AttemptRecord>();
        var next = 0;
        var faulty = false;
        var isUsedUp = false;
        var hold = TimeSpan.Zero;
        var leased = time.GetTimestamp();
        using var sending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stop = cancellationToken.Register(() => sending.CancelAfter(FinishWithin));
        while (next < rows.Count && !cancellationToken.IsCancellationRequested && !faulty && !isUsedUp && hold == TimeSpan.Zero)
        {
            if (time.GetElapsedTime(leased) > settings.Lease / 3)
            {
                await RenewAsync(lease.Fence);
                leased = time.GetTimestamp();
            }

            var group = rows.GetRange(next, Math.Min(settings.Parallel, rows.Count - next));
            var share = await BeginAsync(lease.Fence, done, group, rows.GetRange(next, rows.Count - next));
            isUsedUp = share.Allowed < group.Count;
            done.Clear();
            if (share.IsNews)
            {
                OutboxLog.BudgetUsedUp(logger, channel);
            }

            if (share.Allowed == 0)
            {
                break;
            }

            Failpoint.Reach("attempt-written");
            group = group[..share.Allowed];
            next += group.Count;
            done = [.. await HoldingAsync(lease.Fence, Task.WhenAll(group.Select(row => AttemptAsync(row, sending.Token))))];
            Failpoint.Reach("sent-not-marked");
            faulty = IsFaulty(done);
            faults = faulty ? faults + 1 : 0;
            hold = HoldOf(done);
            isBusy = isFull && !faulty && !isUsedUp && hold == TimeSpan.Zero && done.Exists(record => record.Result.Outcome == SendOutcome.Sent);
            if (hold > TimeSpan.Zero)
            {
                pulse.SendPaused(hold);
            }
        }

        isBusy &= !isUsedUp;
        await outbox.FinishAsync(lease.Fence, done);
        if (next < rows.Count)
        {
            var rest = rows.GetRange(next, rows.Count - next);
            await (isUsedUp ? outbox.PostponeAsync(lease.Fence, rest, CancellationToken.None) : outbox.ReleaseAsync(lease.Fence, rest, hold, CancellationToken.None));
        }

        if (faulty)
        {
            await PauseAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Whether the channel itself is at fault and must be left alone for a while.</summary>
    private bool IsFaulty(List<AttemptRecord> done)
    {
        var verdict = trouble.Look(done);
        if (verdict.Code is { } code)
        {
            pulse.SendFailed(code);
        }
        else if (done.Exists(record => record.Result.Outcome == SendOutcome.Sent))
        {
            pulse.Sent();
        }

        return verdict.Pauses;
    }

    /// <summary>The provider wants nothing now: the rest waits without an attempt for each, but is looked at again before long.</summary>
    private static TimeSpan HoldOf(List<AttemptRecord> done)
    {
        var hold = done.Where(record => record.Result.Held).Select(record => record.Result.RetryAfter ?? TimeSpan.Zero).DefaultIfEmpty(TimeSpan.Zero).Max();
        return hold < LongestPause ? hold : LongestPause;
    }

    private async Task<List<OutboxRow>> SuppressBarredAsync(long fence, List<OutboxRow> rows)
    {
        var barred = rows.FindAll(row => row.Barred is not null);
        if (barred.Count == 0)
        {
            return rows;
        }

        await outbox.SuppressAsync(fence, barred, CancellationToken.None);
        return rows.FindAll(row => row.Barred is null);
    }

    /// <summary>
    /// What keeps the next ones from beginning takes nothing from those that have been sent: their ends are recorded all the same. Where the lease is
    /// lost, one of them may have been barred meanwhile, so that what is still ours goes back at once.
    /// </summary>
    private async Task<BudgetShare> BeginAsync(long fence, List<AttemptRecord> done, List<OutboxRow> group, List<OutboxRow> untried)
    {
        try
        {
            return await outbox.RecordAsync(fence, done, group, budget, CancellationToken.None);
        }
        catch (Exception fault)
        {
            await outbox.FinishAsync(fence, done);
            if (fault is LeaseLostException)
            {
                await outbox.ReleaseAsync(fence, untried, TimeSpan.Zero, CancellationToken.None);
            }

            throw;
        }
    }

    /// <summary>
    /// Keeps the lease for as long as the sending takes: another worker would take one that hangs for dead, and what has been sent beside it would be
    /// sent again.
    /// </summary>
    private async Task<AttemptRecord[]> HoldingAsync(long fence, Task<AttemptRecord[]> sending)
    {
        while (true)
        {
            try
            {
                return await sending.WaitAsync(settings.Lease / 3, time);
            }
            catch (TimeoutException)
            {
                await RenewAsync(fence);
            }
        }
    }

    /// <summary>Not renewed, a lease may still hold: what was sent meanwhile must be recorded all the same.</summary>
    private async Task RenewAsync(long fence)
    {
        try
        {
            await outbox.RenewAsync(fence, CancellationToken.None);
        }
        catch (Exception fault)
        {
            OutboxLog.NotRenewed(logger, channel, StoreFault.Name(fault));
        }
    }

    /// <summary>A refused login is not mended by trying again soon, and may lock the account.</summary>
    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var pause = FaultPause * Math.Pow(2, Math.Min(faults - 1, 8));
        pause = pause < LongestPause ? pause : LongestPause;
        OutboxLog.ChannelFault(logger, channel, pause.TotalSeconds);
        pulse.SendPaused(pause);
        await retry.WaitAsync(pause, time, cancellationToken);
    }

    /// <summary>Ends attempts of a process that died: they are uncertain, and what follows depends on what a repetition would mean.</summary>
    private async Task<List<OutboxRow>> SettleInterruptedAsync(OutboxLease lease, CancellationToken cancellationToken)
    {
        var interrupted = await outbox.FindInterruptedAsync(lease, cancellationToken);
        var rows = new List<OutboxRow>(lease.Rows.Count);
        var ended = new List<AttemptRecord>();
        foreach (var row in lease.Rows)
        {
            if (!interrupted.TryGetValue(row.Id, out var number))
            {
                rows.Add(row);
                continue;
            }

            var record = Judge(row, number, new SendResult(SendOutcome.Uncertain, "worker-died"));
            ended.Add(sender.RepeatSafety == RepeatSafety.Searchable ? record : record with { Verdict = record.Verdict with { Wait = TimeSpan.Zero } });
        }

        if (ended.Count > 0)
        {
            OutboxLog.Interrupted(logger, channel, ended.Count);
            await outbox.RecordAsync(lease.Fence, ended, [], CancellationToken.None);
        }

        return rows;
    }

    private async Task<AttemptRecord> AttemptAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        OutboundMessage message;
        try
        {
            message = compose(row.ToMessage());
        }
        catch (Exception exception)
        {
            OutboxLog.NotComposed(logger, channel, row.Id, exception.GetType().Name);
            return Judge(row, row.Attempts + 1, new SendResult(SendOutcome.Later, "not-composed-" + exception.GetType().Name));
        }

        SendResult result;
        try
        {
            // What may be there already is looked for first; the attempt shows what was found, and sends where it was not.
            var found = row.Uncertain > 0 && sender.RepeatSafety == RepeatSafety.Searchable ? await sender.FindAsync(message, cancellationToken) : null;
            result = found ?? await sender.SendAsync(message, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = new SendResult(SendOutcome.Later, "worker-stopping");
        }
        catch (Exception exception)
        {
            // A sender that throws broke its contract: what it had already sent is not known.
            OutboxLog.SenderThrew(logger, channel, exception.GetType().Name);
            result = new SendResult(SendOutcome.Uncertain, "sender-threw-" + exception.GetType().Name);
        }

        return Judge(row, row.Attempts + 1, result);
    }

    private AttemptRecord Judge(OutboxRow row, int number, SendResult result)
    {
        var uncertain = row.Uncertain + (result.Outcome == SendOutcome.Uncertain ? 1 : 0);
        var verdict = RetrySchedule.After(
            result, number, uncertain, time.GetUtcNow() - row.OpenSince, result.Repeat ?? sender.RepeatSafety, settings, Random.Shared.NextDouble());
        return new AttemptRecord(row.Id, number, result, verdict) { OptedOut = result.OptedOut ? row.ToMessage().Recipient : null };
    }
}
