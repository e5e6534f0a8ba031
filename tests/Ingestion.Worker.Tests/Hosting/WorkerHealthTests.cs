using System.Net;
using System.Text.Json.Nodes;
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

/// <summary>One channel in trouble: seen from outside, and by the command on the same store.</summary>
public sealed class WorkerHealthTests
{
    private readonly FakeSource broken = new() { FetchFault = new ChannelFaultException("login-refused", "the password is refused") };
    private readonly FakeSource well = new();

    [Fact]
    public async Task Health_OneChannelWithARefusedLogin_IsDegradedAloneAndHealsByItself()
    {
        using var run = new CommandRun(new FakeConnector("mail", ConnectorCapabilities.Source)
        {
            OnOpen = (setup, _) => new ChannelParts
            {
                Source = setup.Channel == "broken" ? broken : well,
                Reader = new FakeReader(),
                Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))),
            },
        }).With(Channel("broken") + "," + Channel("well"));
        await using (var host = await WorkerHost.OpenAsync(SettingsLoader.Load(new SettingsSources { File = run.SettingsFile, Connectors = run.Connectors }).Settings!, CancellationToken.None))
        {
            await host.StartAsync(CancellationToken.None);
            using var client = new HttpClient { BaseAddress = new Uri(host.Addresses.Single()) };

            await Wait.UntilAsync(async () => State(await PageAsync(client), "broken") == "degraded", "the broken channel is degraded");
            await Wait.UntilAsync(async () => (await PageAsync(client))["channels"]![1]!["lastPolledAt"] is not null, "the other one polls");
            var page = await PageAsync(client);
            Assert.Equal("degraded", (string?)page["status"]);
            Assert.Equal(("failing", "login-refused"), ((string?)page["channels"]![0]!["conditions"]![0]!["code"], (string?)page["channels"]![0]!["conditions"]![0]!["reason"]));
            Assert.Equal("ok", State(page, "well"));
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
            await Wait.UntilAsync(
                async () => await run.RunAsync("channels") == ExitCode.Done && run.Lines().Any(line => line.EndsWith("degraded; failing (login-refused)", StringComparison.Ordinal)),
                "the command sees it too");

            broken.FetchFault = null;
            await Wait.UntilAsync(async () => (string?)(await PageAsync(client))["status"] == "ok", "it heals by itself", TimeSpan.FromMinutes(5));
            await host.StopAsync();
        }

        Assert.Equal(ExitCode.Done, await run.RunAsync("channels", "broken"));
        Assert.Contains(run.Lines(), line => line.StartsWith("last failed poll", StringComparison.Ordinal) && line.EndsWith(", login-refused, healed since", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Failed, await run.RunAsync("channels", "nobody"));
    }

    [Fact]
    public async Task Channels_Json_IsJson()
    {
        using var run = new CommandRun().With(""" "desk": { "Connector": "hook", "Options": { "Host": "x", "Careful": false } } """);
        Assert.Equal(ExitCode.Done, await run.RunAsync("channels", "--json"));

        var channel = JsonNode.Parse(run.Out.ToString())!["channels"]![0]!;
        Assert.Equal(("desk", "not started yet", "hook", 0), ((string?)channel["channel"], (string?)channel["state"], (string?)channel["connector"], (int)channel["waiting"]!));
    }

    private static string Channel(string name) =>
        $$""" "{{name}}": { "Connector": "mail", "PollInterval": "1s", "Options": { "Host": "x", "Careful": false } } """;

    private static async Task<JsonNode> PageAsync(HttpClient client) => JsonNode.Parse(await client.GetStringAsync("/health"))!;

    private static string? State(JsonNode page, string channel) =>
        (string?)page["channels"]!.AsArray().Single(entry => (string?)entry!["channel"] == channel)!["state"];
}
