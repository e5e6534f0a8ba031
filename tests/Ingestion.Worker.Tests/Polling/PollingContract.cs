using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Polling;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Polling;

/// <summary>Who polls a channel, from where, and what it leaves behind (promises P2, P3, P10, P16).</summary>
public abstract class PollingContract : CoreTests
{
    private readonly FakeSource source = new();
    private readonly ChannelPulse pulse = new(TimeProvider.System);

    private protected PollingContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Take_ChannelThatAnotherHolds_IsDeniedUntilItsLeaseEnds()
    {
        var us = Leases("us");
        var them = Leases("them");
        var first = await us.TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Null(await them.TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None));
        var renewed = await us.TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.NotNull(await them.TakeAsync("mail2", TimeSpan.FromMinutes(1), CancellationToken.None));

        await Core.ExpireLeasesAsync("channel_state");
        var taken = await them.TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.True(first!.Fence < renewed!.Fence);
        Assert.NotNull(taken);
        Assert.NotEqual(renewed.Fence, taken.Fence);
        Assert.Null(await us.TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None));
        await us.ReleaseAsync("mail", CancellationToken.None);
        Assert.Null(await us.TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None));
        await them.ReleaseAsync("mail", CancellationToken.None);
        Assert.NotNull(await us.TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    [Fact]
    public async Task Take_FourAtOnce_OneGetsIt()
    {
        var another = Store.Another();
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            new ChannelLease(i % 2 == 0 ? Database : another, new IdBlock(i % 2 == 0 ? Database : another, "fence", 8), $"owner {i}").TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None))));

        Assert.Single(taken, held => held is not null);
    }

    [Fact]
    public async Task Poll_SeveralPages_ReadsAllAndResumesThere()
    {
        source.Listed.AddRange(["a", "b", "c", "d", "e"]);

        Assert.True(await PollAsync());
        source.Listed.Add("f");
        await PollAsync();

        Assert.Equal([null, "2", "4", "5"], source.Cursors);
        Assert.Equal(["a", "b", "c", "d", "e", "f"], await QueryAsync<string>("SELECT external_id FROM message ORDER BY id"));
        Assert.Equal(("6", 0), await SingleAsync<(string, int)>("SELECT cursor, failures FROM channel_state WHERE last_success_at IS NOT NULL"));
    }

    [Fact]
    public async Task Poll_ChannelOfAnotherWorker_ReadsNothing()
    {
        await Leases("them").TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None);
        source.Listed.Add("a");

        Assert.False(await PollAsync());
        Assert.Empty(source.Cursors);
    }

    [Fact]
    public async Task Poll_UnreadableMessage_IsAHoleAndHidesNothing()
    {
        source.Listed.AddRange(["a", "bad", "c"]);
        source.Unreadable.Add("bad");
        await PollAsync();
        source.Listed.Add("d");
        await PollAsync();

        Assert.Equal(["a", "c", "d"], await QueryAsync<string>("SELECT external_id FROM message ORDER BY id"));
        Assert.Equal(("bad", "fetch-refused", "open", 1), await SingleAsync<(string, string, string, int)>("SELECT external_id, reason, state, tries FROM hole"));

        await MakeHolesDueAsync();
        await PollAsync();
        Assert.Equal(("open", 2), await SingleAsync<(string, int)>("SELECT state, tries FROM hole"));

        source.Unreadable.Clear();
        await MakeHolesDueAsync();
        await PollAsync();
        Assert.Equal("recovered", await SingleAsync<string>("SELECT state FROM hole"));
        Assert.Equal(4, await SingleAsync<long>("SELECT count(*) FROM message"));
        Assert.Equal("4", await SingleAsync<string>("SELECT cursor FROM channel_state"));
    }

    [Fact]
    public async Task Poll_HoleThatIsGone_IsClosed()
    {
        source.Listed.Add("bad");
        source.Unreadable.Add("bad");
        await PollAsync();
        source.Unreadable.Clear();
        source.Gone.Add("bad");
        await MakeHolesDueAsync();
        await PollAsync();

        Assert.Equal("gone", await SingleAsync<string>("SELECT state FROM hole"));
    }

    [Fact]
    public async Task Poll_ReadingAHoleAgainBreaksTheConnection_NewMessagesComeAllTheSame()
    {
        source.Listed.Add("bad");
        source.Unreadable.Add("bad");
        await PollAsync();
        await MakeHolesDueAsync();
        source.FetchAgainFault = new IOException("the server hangs up");
        source.Listed.Add("new");

        Assert.True(await PollAsync());

        Assert.Equal(["new"], await QueryAsync<string>("SELECT external_id FROM message"));
        Assert.Equal(("open", "IOException", 2), await SingleAsync<(string, string, int)>("SELECT state, reason, tries FROM hole"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Poll_LeaseLost_EndsWithTheFetchAhead(bool beforeThePageIsKept)
    {
        source.Listed.AddRange(["a", "b", "c", "d", "e"]);
        var ahead = new TaskCompletionSource();
        source.OnFetch = async cursor =>
        {
            if (cursor is null && beforeThePageIsKept)
            {
                await TakeOverAsync();
            }
            else if (cursor == "2")
            {
                await ahead.Task;
            }
        };

        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new HeardLog(new()
        {
            [2001] = () =>
            {
                if (!beforeThePageIsKept)
                {
                    Task.Run(TakeOverAsync).Wait();
                }
            },
            [2008] = seen.SetResult,
        });
        var polling = Poller("us", Core.Inbox, log: log).PollAsync(CancellationToken.None);

        // It knows that the lease is lost and has done all that it does about it, and has the time of a question to the store to be wrong.
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("them", await SingleAsync<string>("SELECT owner FROM channel_state"));
        Assert.Equal(beforeThePageIsKept ? 0 : 2, await SingleAsync<long>("SELECT count(*) FROM message"));
        Assert.False(polling.IsCompleted);
        ahead.SetResult();

        await Assert.ThrowsAsync<LeaseLostException>(() => polling);
    }

    [Fact]
    public async Task Poll_BacklogFull_ReadsNothingMoreAndKeepsItsPlace()
    {
        source.Listed.AddRange(["a", "b", "c", "d"]);
        var inbox = new MessageInbox(Database, Core.Ids, new Backlog(2));

        await Assert.ThrowsAsync<InboxUnavailableException>(() => Poller("us", inbox).PollAsync(CancellationToken.None));

        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM message"));
        Assert.Equal("2", await SingleAsync<string>("SELECT cursor FROM channel_state"));
        Assert.Equal(2, source.Cursors.Count);

        await Assert.ThrowsAsync<InboxUnavailableException>(() => Poller("us", inbox).PollAsync(CancellationToken.None));
        Assert.Equal(2, source.Cursors.Count);
    }

    [Theory]
    [InlineData("fetch")]
    [InlineData("again")]
    [InlineData("settle")]
    public async Task Poll_ProviderSlowerThanTheLease_KeepsTheChannel(string slow)
    {
        source.Listed.AddRange(["a", "b"]);
        source.Unreadable.Add("b");
        source.Settles = true;
        await PollAsync();
        await MakeHolesDueAsync();
        source.Listed.Add("c");
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource();
        Task HangAsync()
        {
            begun.TrySetResult();
            return answer.Task;
        }

        source.OnFetch = _ => slow == "fetch" ? HangAsync() : Task.CompletedTask;
        source.OnFetchAgain = () => slow == "again" ? HangAsync() : Task.CompletedTask;
        source.OnSettling = () => slow == "settle" ? HangAsync() : Task.CompletedTask;
        var time = new ManualTime();
        var polling = Poller("us", Core.Inbox, time).PollAsync(CancellationToken.None);
        await begun.Task;

        await Core.ExpireLeasesAsync("channel_state");
        await Wait.UntilAsync(() => Task.FromResult(time.Waits.Count > 0), "the poller keeps an eye on its lease");
        time.Advance(time.Waits[0]);
        await Wait.UntilAsync(async () => await SingleAsync<long>($"SELECT count(*) FROM channel_state WHERE leased_until > {Database.Now}") == 1, "the lease is renewed");
        Assert.Null(await Leases("them").TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None));
        answer.SetResult();

        Assert.True(await polling);
        Assert.Equal(["a", "c"], await QueryAsync<string>("SELECT external_id FROM message ORDER BY id"));
    }

    [Fact]
    public async Task Run_StoppedWithoutAStore_EndsWithoutAFault()
    {
        var gone = Store.Another();
        await gone.DisposeAsync();
        var log = new RecordingLog();
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();
        var poller = new ChannelPoller(
            "mail", source, TimeSpan.FromMinutes(10), Core.Inbox, new ChannelLease(gone, new IdBlock(gone, "fence", 8), "us"), gone, pulse, time, new HeardLog([], log));
        var running = poller.RunAsync(stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(time.Waits.Count > 0), "the channel backs off");

        await stop.CancelAsync();
        await running;

        Assert.Contains(log.Lines, line => line.StartsWith("2011 Channel mail: its lease could not be given back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_Settling_ForgetsWhatIsDoneAndPostponesTheRest()
    {
        source.Settles = true;
        source.PageSize = 10;
        source.Listed.AddRange(["a", "b", "c"]);
        source.OnSettle = ids => [.. ids.Where(id => id != "b")];
        await PollAsync();

        Assert.Equal(["a", "c"], source.Settled);
        Assert.Equal(("b", 1), await SingleAsync<(string, int)>($"SELECT external_id, tries FROM settlement WHERE not_before > {Database.Now}"));

        source.OnSettle = _ => throw new IOException("hangs up");
        await ExecuteAsync($"UPDATE settlement SET not_before = {Database.NowPlus("-1")}");
        Assert.True(await PollAsync());
        Assert.Equal(2, await SingleAsync<int>("SELECT tries FROM settlement"));

        source.OnSettle = ids => ids;
        await ExecuteAsync($"UPDATE settlement SET not_before = {Database.NowPlus("-1")}");
        await PollAsync();
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM settlement"));
    }

    [Fact]
    public async Task Run_SourceThatFails_RecordsItBacksOffAndHeals()
    {
        source.Listed.Add("a");
        source.FetchFault = new ChannelFaultException("login-refused", "imap.example refuses the password") { Permanent = true };
        var time = new ManualTime();
        using var stop = new CancellationTokenSource();
        var log = new RecordingLog();
        var running = Poller("us", Core.Inbox, time, new HeardLog([], log)).RunAsync(stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(time.Waits.Count > 0), "the channel backs off");

        Assert.Equal(("login-refused", 1), await SingleAsync<(string, int)>("SELECT last_error, failures FROM channel_state WHERE last_error_at IS NOT NULL"));
        Assert.InRange(time.Waits[0].TotalSeconds, 90, 150);

        source.FetchFault = null;
        time.Advance(TimeSpan.FromMinutes(3));
        await Wait.UntilAsync(async () => await SingleAsync<long>("SELECT count(*) FROM channel_state WHERE failures = 0 AND last_success_at IS NOT NULL") == 1, "the channel heals");
        await stop.CancelAsync();
        await running;

        Assert.Equal(["2004 Channel mail failed: login-refused imap.example refuses the password (1 times in a row); it heals by itself when the cause is gone", "2009 Channel mail works again after 1 failures"], log.Lines.Where(line => line[..4] is "2004" or "2009"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM message"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM channel_state WHERE leased_until IS NULL AND owner IS NULL"));
    }

    [Fact]
    public async Task Run_RestartedWhileTheProviderIsToBeLeftAlone_ReadsNothingUntilThen()
    {
        await FailAndStopAsync(new ChannelFaultException("rate-limited", "comes too often") { RetryAfter = TimeSpan.FromHours(1) });
        source.Listed.Add("a");

        Assert.False(await PollAsync());
        Assert.Single(source.Cursors);

        var mended = Poller("us", Core.Inbox);
        mended.Retry();
        Assert.True(await mended.PollAsync(CancellationToken.None));
        Assert.True(await PollAsync());
    }

    /// <summary>That its credentials were mended once says nothing about what the provider asks for days later.</summary>
    [Fact]
    public async Task Poll_MendedWhileAnotherPolls_LeavesTheProviderAloneAfterwards()
    {
        var them = Poller("them", Core.Inbox);
        await PollAsync();
        them.Retry();
        Assert.False(await them.PollAsync(CancellationToken.None));

        await FailAndStopAsync(new ChannelFaultException("rate-limited", "comes too often") { RetryAfter = TimeSpan.FromHours(1) });

        Assert.False(await them.PollAsync(CancellationToken.None));
        Assert.Equal(2, source.Cursors.Count);
    }

    /// <summary>Its own wait is over; another worker was told a later time meanwhile.</summary>
    [Fact]
    public async Task Run_WaitedItself_HeedsWhatAnotherWasToldLater()
    {
        source.FetchFault = new ChannelFaultException("rate-limited", "comes too often") { RetryAfter = TimeSpan.FromHours(1) };
        var time = new ManualTime();
        var log = new RecordingLog();
        using var stop = new CancellationTokenSource();
        var running = Poller("us", Core.Inbox, time, new HeardLog([], log)).RunAsync(stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(time.Waits.Count > 0), "the channel backs off");
        source.FetchFault = null;
        await ExecuteAsync($"UPDATE channel_state SET asked_until = {Database.NowPlus("7200")}");

        time.Advance(TimeSpan.FromHours(1.1));
        await Wait.UntilAsync(() => Task.FromResult(log.Lines.Any(line => line.StartsWith("2012 ", StringComparison.Ordinal))), "it leaves the provider alone");
        await stop.CancelAsync();
        await running;

        Assert.Single(source.Cursors);
    }

    [Fact]
    public async Task Run_AnotherWorkerAfterTheProvidersTime_Reads()
    {
        await FailAndStopAsync(new ChannelFaultException("rate-limited", "comes too often") { RetryAfter = TimeSpan.FromHours(1) });
        Assert.False(await Poller("them", Core.Inbox).PollAsync(CancellationToken.None));

        await ExecuteAsync($"UPDATE channel_state SET asked_until = {Database.NowPlus("-1")}");

        Assert.True(await Poller("them", Core.Inbox).PollAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Run_RestartedAfterAFaultOfOtherKind_ReadsAtOnce(bool permanent, bool isOurs)
    {
        await FailAndStopAsync(new ChannelFaultException("no", "not now") { Permanent = permanent, IsOurs = isOurs, RetryAfter = permanent || isOurs ? TimeSpan.FromHours(1) : null });

        Assert.True(await PollAsync());
    }

    [Fact]
    public async Task Run_Woken_PollsAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var poller = Poller("us", Core.Inbox);
        var running = poller.RunAsync(stop.Token);
        await Wait.UntilAsync(async () => await SingleAsync<long>("SELECT count(*) FROM channel_state WHERE last_success_at IS NOT NULL") == 1, "the first poll");
        source.Listed.Add("a");

        poller.Wake();

        await Wait.UntilAsync(async () => await SingleAsync<long>("SELECT count(*) FROM message") == 1, "the second poll");
        await stop.CancelAsync();
        await running;
    }

    private async Task FailAndStopAsync(ChannelFaultException fault)
    {
        source.FetchFault = fault;
        var time = new ManualTime();
        using var stop = new CancellationTokenSource();
        var running = Poller("us", Core.Inbox, time).RunAsync(stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(time.Waits.Count > 0), "the channel backs off");
        await stop.CancelAsync();
        await running;
        source.FetchFault = null;
    }

    private ChannelLease Leases(string owner) => new(Database, Core.Fences, owner);

    private Task<bool> PollAsync() => Poller("us", Core.Inbox).PollAsync(CancellationToken.None);

    private ChannelPoller Poller(string owner, MessageInbox inbox, TimeProvider? time = null, ILogger<ChannelPoller>? log = null) => new(
        "mail", source, TimeSpan.FromMinutes(10), inbox, Leases(owner), Database, pulse, time ?? TimeProvider.System, log ?? NullLogger<ChannelPoller>.Instance);

    private Task<int> MakeHolesDueAsync() => ExecuteAsync($"UPDATE hole SET not_before = {Database.NowPlus("-1")}");

    private async Task TakeOverAsync()
    {
        await Core.ExpireLeasesAsync("channel_state");
        Assert.NotNull(await Leases("them").TakeAsync("mail", TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    /// <summary>Does something while the poller writes a line of its log: the poller waits for it.</summary>
    private sealed class HeardLog(Dictionary<int, Action> heard, RecordingLog? kept = null) : ILogger<ChannelPoller>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            kept?.Log(logLevel, eventId, state, exception, formatter);
            heard.GetValueOrDefault(eventId.Id)?.Invoke();
        }
    }
}
