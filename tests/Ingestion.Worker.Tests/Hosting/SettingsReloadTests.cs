using Ingestion.Channels;
using Ingestion.Worker.Hosting;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Hosting;

/// <summary>Real files that change under a running worker.</summary>
public sealed class SettingsReloadTests : IAsyncLifetime
{
    private const string Secret = "a password of 26 letters, q";
    private readonly TempFolder folder = new();
    private readonly TempFolder secrets = new();
    private readonly List<FakeOptions> opened = [];
    private readonly List<string> retried = [];
    private readonly RecordingLog log = new();
    private ChannelDirectory channels = null!;
    private SettingsReload reload = null!;
    private SettingsProblem? problem;

    public async ValueTask InitializeAsync()
    {
        Write();
        var connector = new FakeConnector("hook", ConnectorCapabilities.Receiver)
        {
            OnOpen = (_, options) =>
            {
                if (options.Host == "cannot-open")
                {
                    throw new InvalidOperationException(options.Password);
                }

                opened.Add(options);
                var parts = new ChannelParts { Receiver = new FakeReceiver(), Reader = new FakeReader(), Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, ""))) };
                parts = parts with { OwnPoints = [.. options.Keys.Select(key => new ContactPoint(ContactPointKind.Handle, key))] };
                return options.Callback is null ? parts : parts with { Sender = new FakeSender() };
            },
        };
        var other = new FakeConnector("other", ConnectorCapabilities.Receiver);
        var settings = SettingsLoader.Load(new SettingsSources { File = folder["appsettings.json"], SecretsFolder = secrets.Path, Connectors = [connector, other] }).Settings!;
        channels = ChannelDirectory.Open(settings, NullLoggerFactory.Instance, TimeProvider.System);
        reload = new SettingsReload(settings, channels, retried.Add, found => problem = found, TimeProvider.System, log);
        await LookTwiceAsync();
        Assert.Empty(retried);
        opened.Clear();
        log.Lines.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        reload.Dispose();
        await channels.DisposeAsync();
        folder.Dispose();
        secrets.Dispose();
        Assert.DoesNotContain(log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecretFile_Changed_ItsChannelAloneHasNewParts()
    {
        File.WriteAllText(secrets["Channels__desk__Options__Password"], Secret);

        await reload.LookAsync(atOnce: false);
        Assert.Empty(opened);
        await reload.LookAsync(atOnce: false);
        await LookTwiceAsync();

        Assert.Equal(Secret, Assert.Single(opened).Password);
        Assert.Equal(["desk"], retried);
        Assert.Null(problem);
        Assert.Equal(["1004"], log.Events);
    }

    [Fact]
    public async Task SettingsFile_HalfWritten_OldOnesStayAndTheKeyIsNamed()
    {
        var whole = Settings(host: "new.example");
        File.WriteAllText(folder["appsettings.json"], whole[..(whole.Length / 2)]);
        await LookTwiceAsync();

        Assert.Empty(opened);
        Assert.StartsWith("appsettings.json line ", Assert.Single(problem!.Faults).Key);
        Assert.Equal(["1005"], log.Events);

        File.WriteAllText(folder["appsettings.json"], whole);
        await LookTwiceAsync();
        Assert.Equal("new.example", Assert.Single(opened).Host);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("\"Hsot\": \"x\"", "Channels:desk:Options:Hsot")]
    [InlineData("\"Port\": \"many\"", "Channels:desk:Options:Port")]
    [InlineData("\"Port\": 0", "Channels:desk:Options:Port")]
    public async Task SettingsFile_Wrong_OldOnesStayAndTheKeyIsNamed(string option, string key)
    {
        Write(more: option);
        await LookTwiceAsync();
        await LookTwiceAsync();

        Assert.Empty(opened);
        Assert.Equal(key, Assert.Single(problem!.Faults).Key);
        Assert.Contains(log.Lines, line => line.Contains(key, StringComparison.Ordinal));
        Assert.Equal(["1005"], log.Events);

        Write();
        await LookTwiceAsync();
        Assert.Null(problem);
        Assert.Equal(["1005", "1009"], log.Events);
    }

    [Fact]
    public async Task SettingsFile_Gone_OldOnesStay()
    {
        File.Delete(folder["appsettings.json"]);
        await LookTwiceAsync();

        Assert.Contains(problem!.Faults, fault => fault.Key == "appsettings.json");
        Assert.NotNull(channels.Find("desk"));
    }

    [Fact]
    public async Task OtherSettings_TakeARestartAndAreNamed_OptionsBesideThemAreInForce()
    {
        Write(name: "B", host: "new.example", interval: "90s", more: null, tab: true);
        await LookTwiceAsync();

        Assert.Equal("new.example", Assert.Single(opened).Host);
        Assert.Equal(["Channels:desk:PollInterval", "Channels:tab", "Organisation:Name"], problem!.Restart);
        Assert.Equal(["Channels:desk:PollInterval: changed, takes a restart", "Channels:tab: changed, takes a restart", "Organisation:Name: changed, takes a restart"], problem.Lines());
        Assert.Contains(log.Lines, line => line.EndsWith("Channels:desk:PollInterval, Channels:tab, Organisation:Name", StringComparison.Ordinal));

        Write(host: "new.example");
        await LookTwiceAsync();
        Assert.Null(problem);
    }

    [Fact]
    public async Task ChannelRemoved_TakesARestart_TheOthersGoOn()
    {
        File.WriteAllText(folder["appsettings.json"], Settings().Replace("\"desk\"", "\"counter\"", StringComparison.Ordinal));
        await LookTwiceAsync();

        Assert.Equal(["Channels:counter", "Channels:desk"], problem!.Restart);
        Assert.NotNull(channels.Find("desk"));
    }

    [Fact]
    public async Task ObserveAndSilence_AreInForceWithoutNewParts()
    {
        Write(observe: "2027-01-01");
        await LookTwiceAsync();

        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), channels.Find("desk")!.Settings.ObserveUntil);
        Assert.Empty(opened);
        Assert.Null(problem);
    }

    [Fact]
    public async Task OptionsThatCannotBeOpened_OldPartsStay_WithoutTheirText()
    {
        File.WriteAllText(secrets["Channels__desk__Options__Password"], Secret);
        Write(host: "cannot-open");
        await LookTwiceAsync();

        Assert.Empty(opened);
        Assert.Equal("Channels:desk:Options", Assert.Single(problem!.Faults).Key);
        Assert.DoesNotContain(Secret, problem.Lines().Single());
    }

    [Fact]
    public async Task OptionsByWhichTheChannelCanDoMore_TakeARestart()
    {
        Write(more: "\"Callback\": \"https://bot.example/\"");
        await LookTwiceAsync();

        Assert.Equal(["Channels:desk:Options"], problem!.Restart);
        Assert.Null(channels.Find("desk")!.Parts.Sender);
    }

    [Fact]
    public async Task OwnAddresses_TakeARestart_BecauseWhatDecidesKeepsThem()
    {
        Write(more: "\"Keys\": [\"desk:2\"]");
        await LookTwiceAsync();

        Assert.Equal(["Channels:desk:Options"], problem!.Restart);
        Assert.Equal(["1006"], log.Events);
        Assert.Empty(retried);
    }

    [Fact]
    public async Task ConnectorAndOptions_ChangedTogether_TakeOneRestart()
    {
        File.WriteAllText(folder["appsettings.json"], Settings(host: "new.example").Replace("\"desk\": {\n      \"Connector\": \"hook\"", "\"desk\": {\n      \"Connector\": \"other\"", StringComparison.Ordinal));
        await LookTwiceAsync();

        Assert.Empty(opened);
        Assert.Equal((0, "Channels:desk:Connector"), (problem!.Faults.Count, Assert.Single(problem.Restart)));
        Assert.Equal(["1006"], log.Events);

        Write(host: "new.example");
        await LookTwiceAsync();
        Assert.Equal("new.example", Assert.Single(opened).Host);
        Assert.Null(problem);
    }

    [Fact]
    public async Task DisabledChannel_OptionsChanged_NothingIsSaidToBeInForce()
    {
        File.WriteAllText(folder["appsettings.json"], Settings().Replace("\"asleep.example\"", "\"new.example\"", StringComparison.Ordinal));
        await LookTwiceAsync();

        Assert.Empty(log.Events);
        Assert.Empty(retried);
        Assert.Null(problem);
    }

    [Fact]
    public async Task AskedTo_ReadsAtOnceAndSaysWhenNothingDiffers()
    {
        await reload.LookAsync(atOnce: true);
        Assert.Equal(["1008"], log.Events);

        Write(host: "new.example");
        await reload.LookAsync(atOnce: true);
        Assert.Equal("new.example", Assert.Single(opened).Host);
    }

    private void Write(string name = "A", string host = "old.example", string interval = "60s", string? more = null, bool tab = false, string? observe = null) =>
        File.WriteAllText(folder["appsettings.json"], Settings(name, host, interval, more, tab, observe));

    private static string Settings(string name = "A", string host = "old.example", string interval = "60s", string? more = null, bool tab = false, string? observe = null) => $$"""
        {
          "Organisation": { "Name": "{{name}}" },
          "Channels": {
            {{(tab ? """ "tab": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } }, """ : "")}}
            "desk": {
              "Connector": "hook",
              "PollInterval": "{{interval}}",
              {{(observe is null ? "" : $"\"ObserveUntil\": \"{observe}\",")}}
              "Options": { {{(more is null ? "" : more + ",")}} "Host": "{{host}}", "Careful": false }
            },
            "asleep": { "Connector": "hook", "Enabled": false, "Options": { "Host": "asleep.example", "Careful": false } },
            "other": { "Connector": "hook", "Options": { "Host": "other.example", "Careful": false } }
          }
        }
        """;

    private async Task LookTwiceAsync()
    {
        await reload.LookAsync(atOnce: false);
        await reload.LookAsync(atOnce: false);
    }
}
