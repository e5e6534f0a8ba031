using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Polling;

/// <summary>
/// Polls one channel: page by page into the inbox, cursor and messages in one transaction (promises P2, P3, P10). The next page is fetched
/// while the one before it is committed. A fault stays in this channel.
/// </summary>
internal sealed class ChannelPoller(
    string channel,
    IMessageSource source,
    TimeSpan pollInterval,
    MessageInbox inbox,
    ChannelLease leases,
    Database database,
    ChannelPulse pulse,
    TimeProvider time,
    ILogger<ChannelPoller> logger)
{
    private const int PageSize = 500;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PermanentBackOff = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);
    private readonly WakeSignal wake = new();
    private readonly WakeSignal retry = new();
    private volatile int failures;

    /// <summary>What made it wait may be mended: the next poll does not heed it.</summary>
    private volatile bool isMended;

    /// <summary>The time that the provider asked for and this process has waited for.</summary>
    private DateTimeOffset? waitedUntil;

    private bool isLeftAlone;

    /// <summary>Failures since it last worked; new credentials do not end them.</summary>
    private int spell;

    public string Channel => channel;

    /// <summary>Called by the schedule: polls now, unless it is polling or backing off.</summary>
    public void Wake() => wake.Set();

    /// <summary>What made it back off may be mended (new credentials): tries at once.</summary>
    public void Retry()
    {
        failures = 0;
        isMended = true;
        retry.Set();
        wake.Set();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = TimeSpan.Zero;
            retry.Clear();
            try
            {
                if (await PollAsync(cancellationToken))
                {
                    Healed();
                    await WaitForNewsAsync(cancellationToken);
                }
                else
                {
                    await wake.WaitAsync(pollInterval, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (LeaseLostException)
            {
                PollingLog.LeaseLost(logger, channel);
                pause = ShortPause;
            }
            catch (InboxUnavailableException exception)
            {
                PollingLog.Paused(logger, channel, exception.Reason);
                pause = ShortPause;
            }
            catch (Exception exception)
            {
                pause = await FailAsync(exception);
            }

            await PauseAsync(pause, cancellationToken);
        }

        await ReleaseAsync();
    }

    /// <summary>Reads everything that is new. False when another worker polls this channel, or its provider is to be left alone.</summary>
    /// <exception cref="InboxUnavailableException">The inbox has no room; nothing is asked of the provider.</exception>
    public async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        EnsureRoom();
        var held = await leases.TakeAsync(channel, Lease, cancellationToken);
        var isTriedAnyway = isMended;
        isMended = false;
        if (isTriedAnyway)
        {
            // what is asked for from now on was not waited for, even if it ends at the same time
            waitedUntil = null;
        }

        if (held is null)
        {
            pulse.PolledElsewhere();
            return false;
        }

        if (held.IsToBeLeftAlone && !isTriedAnyway && held.AskedUntil != waitedUntil)
        {
            LeaveAlone();
            return false;
        }

        isLeftAlone = false;
        var next = source.FetchAsync(held.Cursor, PageSize, cancellationToken);
        for (var page = await HoldingAsync(held, next); ; page = await HoldingAsync(held, next))
        {
            EnsureRoom();
            next = page.More ? source.FetchAsync(page.Cursor, PageSize, cancellationToken) : Task.FromResult(page);
            await AcceptAsync(held, page, moveCursor: true, next);
            if (!page.More)
            {
                break;
            }

            held = await KeepAsync(next);
        }

        await ReadHolesAsync(held, cancellationToken);
        await SettleAsync(held, cancellationToken);
        await leases.SucceededAsync(channel, CancellationToken.None);
        pulse.Polled();
        return true;
    }

    private void LeaveAlone()
    {
        if (!isLeftAlone)
        {
            PollingLog.LeftAlone(logger, channel);
            isLeftAlone = true;
        }
    }

    private void EnsureRoom()
    {
        if (inbox.Backlog.IsFull)
        {
            throw new InboxUnavailableException("backlog-full");
        }
    }

    /// <summary>The lease lasts as long as the provider takes: it may take longer for one message than any lease (promise P10).</summary>
    private async Task<T> HoldingAsync<T>(HeldChannel held, Task<T> asked)
    {
        while (!asked.IsCompleted)
        {
            await ((Task)asked).WaitAsync(Lease / 3, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!asked.IsCompleted)
            {
                await RenewAsync(held);
            }
        }

        return await asked;
    }

    /// <summary>Not renewed, a lease may still hold; the page's acceptance decides.</summary>
    private async Task RenewAsync(HeldChannel held)
    {
        try
        {
            await leases.RenewAsync(channel, held.Fence, Lease, CancellationToken.None);
        }
        catch (Exception exception)
        {
            PollingLog.NotRenewed(logger, channel, StoreFault.Name(exception));
        }
    }

    /// <summary>Not given back, it ends by itself.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            await leases.ReleaseAsync(channel, CancellationToken.None);
        }
        catch (Exception exception)
        {
            PollingLog.NotReleased(logger, channel, StoreFault.Name(exception));
        }
    }

    /// <summary>The lease for the next page. Without it the page that is being fetched ahead ends before anybody else begins with the source.</summary>
    private async Task<HeldChannel> KeepAsync(Task next)
    {
        try
        {
            return await leases.TakeAsync(channel, Lease, CancellationToken.None) ?? throw new LeaseLostException("channel");
        }
        catch
        {
            await LeaveAsync(next);
            throw;
        }
    }

    /// <summary>Beyond the next poll, so that workers do not poll in turns; and not by much, for nobody polls for so long when this process dies.</summary>
    private TimeSpan Lease => TimeSpan.FromSeconds(Math.Max(60, Math.Min(pollInterval.TotalSeconds * 3, Math.Max(300, pollInterval.TotalSeconds * 1.25))));

    private async Task AcceptAsync(HeldChannel held, MessagePage page, bool moveCursor, Task next)
    {
        try
        {
            var isNews = page.Messages.Count > 0 || page.Holes.Count > 0 || page.Gone.Count > 0;
            if (isNews || (moveCursor && page.Cursor != held.Cursor))
            {
                var receipt = await inbox.AcceptPageAsync(channel, held.Fence, page, moveCursor, source.Settles, CancellationToken.None);
                if (receipt.Accepted > 0)
                {
                    pulse.Message();
                }

                PollingLog.Accepted(logger, channel, receipt.Accepted, receipt.Repeats, page.Holes.Count);
            }
        }
        catch
        {
            await LeaveAsync(next);
            throw;
        }
    }

    /// <summary>The page that is being fetched ahead is of no use now; its fault, if any, is not the one to report.</summary>
    private Task LeaveAsync(Task next)
    {
        PollingLog.AwaitsPageAhead(logger, channel);
        return next.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>After the new messages, so that one that breaks the connection each time hides nothing (promise P10).</summary>
    private async Task ReadHolesAsync(HeldChannel held, CancellationToken cancellationToken)
    {
        var holes = await PendingWork.HolesAsync(database, channel, cancellationToken);
        if (holes.Count == 0)
        {
            return;
        }

        MessagePage page;
        try
        {
            page = await HoldingAsync(held, source.FetchAgainAsync(holes, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var code = exception is ChannelFaultException fault ? fault.Code : exception.GetType().Name;
            PollingLog.HolesNotRead(logger, channel, holes.Count, code);
            page = new MessagePage { Cursor = "", Holes = [.. holes.Select(id => new MessageHole(id, code))] };
        }

        await AcceptAsync(held, page, moveCursor: false, Task.CompletedTask);
    }

    /// <summary>Marks and moves are extra: their failure loses and repeats nothing.</summary>
    private async Task SettleAsync(HeldChannel held, CancellationToken cancellationToken)
    {
        if (!source.Settles)
        {
            return;
        }

        while (await PendingWork.SettlementsAsync(database, channel, cancellationToken) is { Count: > 0 } asked)
        {
            IReadOnlyList<string> settled = [];
            try
            {
                settled = await HoldingAsync(held, source.SettleAsync(asked, cancellationToken));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                PollingLog.NotSettled(logger, channel, asked.Count, exception.GetType().Name);
            }

            await PendingWork.SettledAsync(database, channel, asked, settled, CancellationToken.None);
            if (settled.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Until the provider has news, the schedule wakes, or the interval is over.</summary>
    private async Task WaitForNewsAsync(CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var push = source.WaitAsync(pollInterval, waiting.Token);
        var schedule = wake.WaitAsync(pollInterval, waiting.Token);
        await Task.WhenAny(push, schedule);
        await waiting.CancelAsync();
        await schedule.ContinueWith(_ => { }, TaskScheduler.Default);
        try
        {
            await push;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The schedule was first.
        }
    }

    private void Healed()
    {
        failures = 0;
        if (spell > 0)
        {
            PollingLog.Recovered(logger, channel, spell);
            spell = 0;
        }
    }

    private async Task<TimeSpan> FailAsync(Exception exception)
    {
        failures++;
        spell++;
        var pause = BackOff(exception);
        var (code, text) = exception is ChannelFaultException fault ? (fault.Code, fault.Message) : (exception.GetType().Name, StoreFault.Words(exception));
        PollingLog.Failed(logger, channel, code, text, failures);
        pulse.PollFailed(code, pause);
        try
        {
            var asked = AskedBy(exception);
            var until = await leases.FailedAsync(channel, code, pause, asked, CancellationToken.None);
            waitedUntil = asked is null ? waitedUntil : until;
        }
        catch (Exception storeFault)
        {
            PollingLog.NotRecorded(logger, channel, StoreFault.Name(storeFault));
        }

        return pause;
    }

    /// <summary>What new credentials or other settings may mend is tried at once by a new process, too.</summary>
    private static TimeSpan? AskedBy(Exception exception) => exception is ChannelFaultException { Permanent: false, IsOurs: false, RetryAfter: { } asked } ? asked : null;

    private TimeSpan BackOff(Exception exception)
    {
        var backOff = TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, Math.Min(failures, 12))));
        if (exception is ChannelFaultException { Permanent: true })
        {
            backOff = PermanentBackOff * Math.Min(failures, 5);
        }

        return exception is ChannelFaultException { RetryAfter: { } asked } && asked > backOff ? asked : backOff * (0.75 + (Random.Shared.NextDouble() / 2));
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            if (pause > TimeSpan.Zero)
            {
                await retry.WaitAsync(pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop sees it.
        }
    }
}
