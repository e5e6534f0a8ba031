using Ingestion.Channels;
using Ingestion.Worker.Health;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Tests.Fakes;
using Ingestion.Worker.Tests.OpenChannels;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Ingestion.Worker.Tests.Health;

/// <summary>What processes see of a channel, in the store and said once.</summary>
public abstract class HealthWatchContract : StoreTests
{
    private readonly ManualTime time = new();
    private readonly RecordingLog log = new();
    private CredentialLife? credentials;

    private protected HealthWatchContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task KeepUp_WritesWhatWasSeen_AndNothingWhenNothingIsNew()
    {
        var (watch, pulses) = New();
        pulses.Of("mail").Message();
        pulses.Of("mail").SendFailed("smtp-535");
        pulses.Of("mail").SendPaused(TimeSpan.FromMinutes(1));
        credentials = new CredentialLife(time.GetUtcNow().AddDays(2), CredentialRenewal.Others);
        await watch.KeepUpAsync(CancellationToken.None);

        var record = (await ChannelRecords.ReadAsync(Database, CancellationToken.None))["mail"];
        Assert.Equal(time.GetUtcNow(), record.LastMessageAt);
        Assert.Equal(("smtp-535", 1), (record.SendError, record.SendFailures));
        Assert.Equal(time.GetUtcNow().AddMinutes(1), record.SendPausedUntil);
        Assert.Equal(credentials, record.Credentials);
        Assert.NotNull(record.FirstSeenAt);

        await ExecuteAsync("DELETE FROM channel_state");
        await watch.KeepUpAsync(CancellationToken.None);
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM channel_state"));
    }

    [Fact]
    public async Task Standings_SeeWhatHappensInThisProcessAtOnce()
    {
        var (watch, pulses) = New();
        await watch.KeepUpAsync(CancellationToken.None);
        Assert.Equal("ok", Assert.Single(watch.Standings()).State);

        pulses.Of("mail").PollFailed("login-refused", TimeSpan.FromMinutes(2));
        var failing = Assert.Single(watch.Standings());
        Assert.Equal(("degraded", "failing", "login-refused"), (failing.State, failing.Conditions[0].Code, failing.Conditions[0].Reason));
        Assert.Equal(time.GetUtcNow().AddMinutes(2), failing.Record.PausedUntil);

        pulses.Of("mail").Polled();
        Assert.Equal("ok", Assert.Single(watch.Standings()).State);
    }

    [Fact]
    public async Task Standings_PollsSwitchedOff_CannotStall()
    {
        isPolled = false;
        var (watch, _) = New();
        await watch.KeepUpAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("ok", Assert.Single(watch.Standings()).State);
    }

    [Fact]
    public async Task Standings_OfAChannelThatAnotherWorkerPolls_ComeFromTheStore()
    {
        var (watch, pulses) = New();
        await watch.KeepUpAsync(CancellationToken.None);
        pulses.Of("mail").PolledElsewhere();
        await ExecuteAsync($"UPDATE channel_state SET failures = 3, last_error = 'unreachable', last_error_at = {Database.Now}");

        await watch.KeepUpAsync(CancellationToken.None);

        Assert.Equal("unreachable", Assert.Single(Assert.Single(watch.Standings()).Conditions).Reason);
    }

    [Fact]
    public async Task KeepUp_TellsEachChangeOnce()
    {
        var (watch, pulses) = New(new ChannelSettings { ExpectTrafficWithin = TimeSpan.FromHours(1) });
        pulses.Of("mail").Message();
        pulses.Of("mail").Polled();
        await TwiceAsync(watch);
        await ExecuteAsync("UPDATE channel_state SET first_seen_at = @at", new { at = time.GetUtcNow().AddDays(-9) });
        await TwiceAsync(watch);
        Assert.Empty(log.Lines);

        time.Advance(TimeSpan.FromHours(2));
        pulses.Of("mail").Polled();
        await TwiceAsync(watch);
        Assert.Equal(["8001 Channel mail is degraded: silent, no message for 2 hours, one is expected within 60 minutes"], log.Lines);

        pulses.Of("mail").Message();
        await TwiceAsync(watch);
        Assert.Equal("8003 Channel mail: no longer silent", log.Lines[^1]);

        credentials = new CredentialLife(time.GetUtcNow().AddDays(4));
        foreach (var code in (string[])["credentials-expire-within-14-days", "credentials-expire-within-3-days", "credentials-expire-within-1-day"])
        {
            await TwiceAsync(watch);
            Assert.Contains(code, log.Lines.Last(line => line.StartsWith("8002", StringComparison.Ordinal)));
            credentials = new CredentialLife(credentials.EndsAt == time.GetUtcNow().AddDays(4) ? time.GetUtcNow().AddDays(2) : time.GetUtcNow().AddHours(12));
        }

        Assert.Equal(["8001", "8003", "8002", "8002", "8003", "8002", "8003"], log.Events);
    }

    [Fact]
    public async Task KeepUp_TwoWorkers_TheNewestStays()
    {
        var (ours, pulses) = New();
        var (theirs, theirPulses) = New();
        theirPulses.Of("mail").Message();
        time.Advance(TimeSpan.FromSeconds(10));
        pulses.Of("mail").Message();
        pulses.Of("mail").Sent();
        await ours.KeepUpAsync(CancellationToken.None);
        await theirs.KeepUpAsync(CancellationToken.None);

        var record = Assert.Single(theirs.Standings()).Record;
        Assert.Equal((time.GetUtcNow(), time.GetUtcNow()), (record.LastMessageAt, record.LastSentAt));
    }

    /// <summary>Whoever has not fetched any yet knows nothing; whoever gets through without any knows that there are none.</summary>
    [Fact]
    public async Task KeepUp_WorkerThatKnowsNoCredentials_LeavesWhatAnotherKnowsUntilItGotThrough()
    {
        var (ours, _) = New();
        var (theirs, theirPulses) = New();
        credentials = new CredentialLife(time.GetUtcNow().AddDays(2), CredentialRenewal.Worker);
        await ours.KeepUpAsync(CancellationToken.None);
        var known = credentials;
        credentials = null;
        await theirs.KeepUpAsync(CancellationToken.None);
        Assert.Equal(known, Assert.Single(theirs.Standings()).Record.Credentials);

        theirPulses.Of("mail").Polled();
        await theirs.KeepUpAsync(CancellationToken.None);
        Assert.Null(Assert.Single(theirs.Standings()).Record.Credentials);
    }

    /// <summary>That it got through with the old ones says nothing about new ones that nobody has fetched yet.</summary>
    [Fact]
    public async Task KeepUp_CredentialsChanged_AreNotTakenForNoneUntilItGotThroughAgain()
    {
        var (watch, pulses) = New();
        credentials = new CredentialLife(time.GetUtcNow().AddDays(2), CredentialRenewal.Worker);
        pulses.Of("mail").Polled();
        await watch.KeepUpAsync(CancellationToken.None);
        var known = credentials;
        credentials = null;
        time.Advance(TimeSpan.FromSeconds(5));
        await TwiceAsync(watch);
        Assert.Equal(known, Assert.Single(watch.Standings()).Record.Credentials);

        time.Advance(TimeSpan.FromSeconds(5));
        pulses.Of("mail").Polled();
        await watch.KeepUpAsync(CancellationToken.None);
        Assert.Null(Assert.Single(watch.Standings()).Record.Credentials);
    }

    [Fact]
    public async Task KeepUp_StartedAfterTheCredentialsEnded_TellsNothingOfThemUntilTheyAreRefused()
    {
        var (before, _) = New();
        credentials = new CredentialLife(DateTimeOffset.UnixEpoch, CredentialRenewal.Worker);
        await before.KeepUpAsync(CancellationToken.None);
        credentials = null;
        time.Advance(TimeSpan.FromSeconds(5));
        var (after, _) = New();
        await after.KeepUpAsync(CancellationToken.None);
        Assert.Null(Assert.Single(after.Standings()).Record.Credentials);

        credentials = new CredentialLife(time.GetUtcNow(), CredentialRenewal.Worker);
        await after.KeepUpAsync(CancellationToken.None);
        Assert.Equal(credentials, (await ChannelRecords.ReadAsync(Database, CancellationToken.None))["mail"].Credentials);
    }

    /// <summary>Whoever still uses them says so again, for the process that has just started knew nothing of it.</summary>
    [Fact]
    public async Task KeepUp_AnotherStartedAfterTheCredentialsEnded_WhoeverUsesThemTellsItAgain()
    {
        var (before, _) = New();
        var ended = new CredentialLife(DateTimeOffset.UnixEpoch, CredentialRenewal.Worker);
        credentials = ended;
        await before.KeepUpAsync(CancellationToken.None);
        credentials = null;
        time.Advance(TimeSpan.FromSeconds(5));
        var (after, _) = New();
        await after.KeepUpAsync(CancellationToken.None);
        Assert.Null((await ChannelRecords.ReadAsync(Database, CancellationToken.None))["mail"].Credentials);

        credentials = ended;
        await TwiceAsync(before);
        credentials = null;
        await TwiceAsync(after);
        Assert.Equal(ended, (await ChannelRecords.ReadAsync(Database, CancellationToken.None))["mail"].Credentials);
    }

    [Fact]
    public async Task Problem_OfTheSettings_StandsInTheStoreUntilItIsMended()
    {
        var (watch, _) = New();
        watch.Problem = new SettingsProblem { Faults = [new SettingFault("Channels:mail:Options:Host", "is missing")], Restart = ["Http:Url"] };
        await TwiceAsync(watch);
        Assert.Equal(
            [("us:1", "Channels:mail:Options:Host: is missing\nHttp:Url: changed, takes a restart")], await SettingsProblems.ReadAsync(Database, CancellationToken.None));

        watch.Problem = null;
        await TwiceAsync(watch);
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM settings_problem"));
    }

    private static async Task TwiceAsync(HealthWatch watch)
    {
        await watch.KeepUpAsync(CancellationToken.None);
        await watch.KeepUpAsync(CancellationToken.None);
    }

    private bool isPolled = true;

    private (HealthWatch Watch, ChannelPulses Pulses) New(ChannelSettings? settings = null)
    {
        var pulses = new ChannelPulses(time);
        var channels = new ChannelDirectory(
        [
            new OpenChannel
            {
                Name = "mail",
                Settings = settings ?? new ChannelSettings(),
                Connector = new FakeConnector("fake", ConnectorCapabilities.Source),
                Parts = new ChannelParts
                {
                    Source = isPolled ? new HeldSource() : null,
                    Credentials = () => credentials,
                    Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, ""))),
                },
            },
        ]);
        return (new HealthWatch(Database, channels, pulses, "us:1", time, new TypedLog(log)), pulses);
    }

    private sealed class TypedLog(ILogger to) : ILogger<HealthWatch>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            to.Log(logLevel, eventId, state, exception, formatter);
    }
}
