using System.Globalization;
using System.Net;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Hosting;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Commands;
using Ingestion.Worker.Tests.Fakes;
using Ingestion.Worker.Tests.Polling;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Hosting;

public sealed class WorkerHostTests
{
    private const string Words = "my parcel 7Q never arrived, this is a complaint";

    [Fact]
    public async Task Host_WebhookMessage_BecomesAComplaintThatCanBeExplained()
    {
        using var run = new CommandRun(Hook()).With(""" "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """);
        await using (var host = await WorkerHost.OpenAsync(SettingsLoader.Load(new SettingsSources { File = run.SettingsFile, Connectors = run.Connectors }).Settings!, CancellationToken.None))
        {
            await host.StartAsync(CancellationToken.None);
            using var client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };
            Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client)).StatusCode);
            Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
            await Wait.UntilAsync(
                async () => await host.Database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM ledger"), CancellationToken.None) == 1,
                "the message is decided");
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync("/hooks/desk", new ByteArrayContent([]))).StatusCode);
            await host.StopAsync();
            Assert.Equal(
                ("desk", "media-type", 1L),
                await host.Database.ReadAsync(session => session.QuerySingleAsync<(string, string, long)>("SELECT channel, reason, count FROM refusal"), CancellationToken.None));
        }

        Assert.Equal(ExitCode.Done, await run.RunAsync("explain", "external-1"));
        var lines = run.Lines();
        Assert.EndsWith($"channel desk: {Words.Length.ToString(CultureInfo.InvariantCulture)} bytes, offered 2 times", lines[0]);
        Assert.Contains(lines, line => line.Contains("decided message", StringComparison.Ordinal) && line.EndsWith(": complaint", StringComparison.Ordinal));
        Assert.DoesNotContain("7Q", run.Out.ToString());

        // The same by the tracking number, in Persian digits.
        var number = lines.Single(line => line.Contains("  opened ", StringComparison.Ordinal)).Split(' ')[^1];
        var persian = string.Concat(number.Select(letter => char.IsAsciiDigit(letter) ? (char)('\u06F0' + (letter - '0')) : letter));
        Assert.Equal(ExitCode.Done, await run.RunAsync("explain", persian));
        Assert.Equal(lines, run.Lines()[lines.Length..]);
    }

    [Fact]
    public async Task Host_ReceiptOfAnAnswer_ShowsInExplain()
    {
        var connector = new FakeConnector("hook", ConnectorCapabilities.Receiver | ConnectorCapabilities.Sender)
        {
            OnOpen = (_, _) => new ChannelParts
            {
                Receiver = new FakeReceiver
                {
                    OnReceive = request => request.Header("id") == "receipt"
                        ? new WebhookVerdict.Report([new DeliveryReceipt("fake-1", DeliveryState.Failed, "unknown-number")])
                        : new WebhookVerdict.Take([FakeReceiver.Message(request)]),
                },
                Reader = new FakeReader(),
                Sender = new FakeSender(),
                Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))),
            },
        };
        using var run = new CommandRun(connector).With(""" "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """);
        await using (var host = await WorkerHost.OpenAsync(SettingsLoader.Load(new SettingsSources { File = run.SettingsFile, Connectors = run.Connectors }).Settings!, CancellationToken.None))
        {
            await host.StartAsync(CancellationToken.None);
            using var client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };
            Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(client, "receipt")).StatusCode);
            Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client)).StatusCode);
            await Wait.UntilAsync(
                async () => await host.Database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'undelivered'"), CancellationToken.None) == 1,
                "the receipt that came before its message is settled",
                TimeSpan.FromSeconds(60));
            await host.StopAsync();
        }

        Assert.Equal(ExitCode.Done, await run.RunAsync("explain", "external-1"));
        Assert.Contains(run.Lines(), line => line.EndsWith("now undelivered: unknown-number", StringComparison.Ordinal));
        Assert.Contains(run.Lines(), line => line.Contains("complaint.acknowledgement-failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAsync_StoreRefuses_LeavesNothingOpen()
    {
        using var run = new CommandRun(Hook()).With(""" "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """);
        var settings = SettingsLoader.Load(new SettingsSources { File = run.SettingsFile, Connectors = run.Connectors }).Settings!;
        await using (await WorkerHost.OpenAsync(settings, CancellationToken.None))
        {
            await Assert.ThrowsAsync<Ingestion.Worker.Storage.StoreRefusedException>(() => WorkerHost.OpenAsync(settings, CancellationToken.None));
        }

        await using var again = await WorkerHost.OpenAsync(settings, CancellationToken.None);
    }

    [Fact]
    public async Task OpenAsync_OldSchemaThatMayNotBeMigrated_Refuses()
    {
        using var run = new CommandRun(Hook()).With(""" "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """);
        var settings = SettingsLoader.Load(new SettingsSources
        {
            File = run.SettingsFile,
            Connectors = run.Connectors,
            Overrides = new Dictionary<string, string?> { ["Database:MigrateAtStart"] = "false" },
        }).Settings!;

        var refused = await Assert.ThrowsAsync<Ingestion.Worker.Storage.StoreRefusedException>(() => WorkerHost.OpenAsync(settings, CancellationToken.None));
        Assert.Contains("run `ingestion-worker migrate`", refused.Message);

        await run.RunAsync("migrate");
        await using var host = await WorkerHost.OpenAsync(settings, CancellationToken.None);
    }

    [Fact]
    public async Task StopAsync_SendingThatDoesNotEnd_IsLeft()
    {
        var never = new TaskCompletionSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connector = new FakeConnector("hook", ConnectorCapabilities.Receiver | ConnectorCapabilities.Sender)
        {
            OnOpen = (_, _) => new ChannelParts
            {
                Receiver = new FakeReceiver(),
                Reader = new FakeReader(),
                Sender = new FakeSender
                {
                    OnSend = () =>
                    {
                        begun.TrySetResult();
                        return never.Task;
                    },
                },
                Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))),
            },
        };
        using var run = new CommandRun(connector).With(""" "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """);
        var host = await WorkerHost.OpenAsync(SettingsLoader.Load(new SettingsSources { File = run.SettingsFile, Connectors = run.Connectors }).Settings!, CancellationToken.None);
        host.StopLimit = TimeSpan.FromSeconds(2);
        await host.StartAsync(CancellationToken.None);
        using var client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client)).StatusCode);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        // Its store is still its own: the sending is recorded if it comes to its end before the process does.
        never.SetResult();
        await host.Database.DisposeAsync();
    }

    [Fact]
    public async Task Host_StartedTwice_IsNotTheSameOwnerOfAChannel()
    {
        var connector = new FakeConnector("hook", ConnectorCapabilities.Source)
        {
            OnOpen = (_, _) => new ChannelParts
            {
                Source = new FakeSource(),
                Reader = new FakeReader(),
                Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))),
            },
        };
        using var run = new CommandRun(connector).With(""" "desk": { "Connector": "hook", "StartDate": "2020-01-01", "Options": { "Host": "x", "Careful": false } } """);
        var settings = SettingsLoader.Load(new SettingsSources { File = run.SettingsFile, Connectors = run.Connectors }).Settings!;
        var owners = new List<string>();
        for (var start = 0; start < 2; start++)
        {
            await using var host = await WorkerHost.OpenAsync(settings, CancellationToken.None);
            await host.StartAsync(CancellationToken.None);
            await Wait.UntilAsync(
                async () => await host.Database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM channel_state WHERE owner IS NOT NULL"), CancellationToken.None) == 1,
                "the channel is polled");
            owners.Add(await host.Database.ReadAsync(session => session.QuerySingleAsync<string>("SELECT owner FROM channel_state"), CancellationToken.None));
            await host.StopAsync();
        }

        Assert.NotEqual(owners[0], owners[1]);
    }

    private static FakeConnector Hook() => new("hook", ConnectorCapabilities.Receiver)
    {
        OnOpen = (_, _) => new ChannelParts
        {
            Receiver = new FakeReceiver(),
            Reader = new FakeReader(),
            Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))),
        },
    };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string id = "external-1")
    {
        using var content = new StringContent(Words, Encoding.UTF8, "application/json");
        content.Headers.Add("id", id);
        return await client.PostAsync("/hooks/desk", content);
    }
}
