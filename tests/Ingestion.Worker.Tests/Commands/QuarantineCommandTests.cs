using System.Net;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Hosting;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

/// <summary>From a refused request to its complaint: a real listener, then the commands on its database.</summary>
public sealed class QuarantineCommandTests : IDisposable
{
    private const string Right = "the right secret";
    private const string Wrong = "the wrong secret";
    private const string Words = "my parcel 7Q never arrived";
    private readonly CommandRun run = new(new FakeConnector("hook", ConnectorCapabilities.Receiver)
    {
        OnOpen = (_, options) => new ChannelParts
        {
            Receiver = new FakeReceiver
            {
                OnReceive = request => request.IsVouchedFor || request.Header("secret") == options.Password
                    ? new WebhookVerdict.Take([FakeReceiver.Message(request)])
                    : new WebhookVerdict.Refuse(401, "secret-wrong"),
            },
            Reader = new FakeReader(),
            Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))),
        },
    });

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task Refused_ThenOurKeyIsMended_IsReleasedAndAccepted()
    {
        With(Wrong);
        await PostAsync();

        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "list"));
        var line = run.Lines()[^1];
        Assert.EndsWith("secret-wrong", line);
        var id = line.Split(' ')[0];
        Assert.Equal(ExitCode.Failed, await run.RunAsync("quarantine", "release", id));
        Assert.Equal([$"ingestion-worker: {id} is still refused: secret-wrong; --as-genuine takes it on your word"], run.ErrorLines);

        With(Right);
        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "release", id));
        Assert.Matches($"^{id} released: message [0-9]+$", run.Lines()[^1]);
        Assert.Equal(ExitCode.Failed, await run.RunAsync("quarantine", "release", id));
        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "list"));
        Assert.Equal("there are none", run.Lines()[^1]);
        Assert.Equal(ExitCode.Done, await run.RunAsync("explain", "external-1"));
    }

    [Fact]
    public async Task Release_AsGenuine_TakesItOnTheOperatorsWord()
    {
        With(Wrong);
        await PostAsync();
        await run.RunAsync("quarantine", "list");
        var id = run.Lines()[^1].Split(' ')[0];

        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "release", id, "--as-genuine"));

        Assert.Matches($"^{id} released as genuine: message [0-9]+$", run.Lines()[^1]);
        await using var database = new Ingestion.Worker.Storage.Sqlite.SqliteDatabase(run.DatabaseFile, readOnly: true);
        Assert.Equal(
            ("released as genuine", "quarantined: secret-wrong"),
            await database.ReadAsync(session => session.QuerySingleAsync<(string, string)>("SELECT action, before FROM operator_action"), CancellationToken.None));
    }

    [Fact]
    public async Task Show_TellsNoSecret_AndTheTextOnlyWhenAsked()
    {
        With(Wrong);
        await PostAsync();
        await run.RunAsync("quarantine", "list");
        var id = run.Lines()[^1].Split(' ')[0];

        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "show", id));
        Assert.Contains("reason:    secret-wrong", run.Lines());
        Assert.Contains("header:    Content-Type: application/json; charset=utf-8", run.Lines());
        Assert.Contains($"header:    secret: ({Right.Length} characters)", run.Lines());
        Assert.DoesNotContain(Right, run.Out.ToString());
        Assert.DoesNotContain("7Q", run.Out.ToString());

        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "show", id, "--raw"));
        Assert.Equal(Words, run.Lines()[^1]);

        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "discard", id));
        Assert.Equal($"{id} discarded", run.Lines()[^1]);
        Assert.Equal(ExitCode.Failed, await run.RunAsync("quarantine", "discard", id));
        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "show", id, "--raw"));
        Assert.Contains("state:     discarded", run.Lines());
        Assert.Equal(ExitCode.Failed, await run.RunAsync("quarantine", "show", "999999999"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"ObserveUntil\": \"2026-01-01\",")]
    public async Task NotObserved_IsRefusedAndNotKept(string observe)
    {
        With(Wrong, observe);
        await PostAsync();

        Assert.Equal(ExitCode.Done, await run.RunAsync("quarantine", "list"));
        Assert.Equal(["there are none"], run.Lines());
    }

    private void With(string password, string observe = "\"ObserveUntil\": \"2100-01-01\",") =>
        run.With($$""" "desk": { "Connector": "hook", {{observe}} "Options": { "Host": "x", "Password": "{{password}}" } } """);

    /// <summary>The worker refuses one request, and stops.</summary>
    private async Task PostAsync()
    {
        await using var host = await WorkerHost.OpenAsync(SettingsLoader.Load(new SettingsSources { File = run.SettingsFile, Connectors = run.Connectors }).Settings!, CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        using var client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };
        using var content = new StringContent(Words, Encoding.UTF8, "application/json");
        content.Headers.Add("id", "external-1");
        content.Headers.Add("secret", Right);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/hooks/desk", content)).StatusCode);
        await host.StopAsync();
    }
}
