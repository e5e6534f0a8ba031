using System.Net;
using System.Net.Sockets;
using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Media;
using Ingestion.Worker.Settings;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Outbound;

/// <summary>A sender over the pipeline: what is certain about the message when the provider, the connection or the pipeline says no.</summary>
public sealed class SenderTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private readonly ProviderRig _rig = new();

    public static TheoryData<WireMockFault> Faults => [.. Enum.GetValues<WireMockFault>().Where(fault => fault != WireMockFault.MalformedResponseChunk)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Send_ConnectionLostAfterTheBody_IsUncertainAndSentOnce(WireMockFault fault)
    {
        await _rig.Provider.StubAsync("POST", "/reply", WireMockAnswer.Failing(fault));

        var result = await SendAsync();

        Assert.Equal((SendOutcome.Uncertain, "connection-lost-before-answer"), (result.Outcome, result.Reason));
        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Send_AskedToWait_SaysForHowLongAndSendsNothingMeanwhile()
    {
        await _rig.Provider.StubAsync("POST", "/reply", WireMockAnswer.Wait("90"));

        var refused = await SendAsync();
        var held = await SendAsync();

        Assert.Equal((SendOutcome.Later, "http-429", TimeSpan.FromSeconds(90)), (refused.Outcome, refused.Reason, refused.RetryAfter));
        Assert.Equal((SendOutcome.Later, "rate-limited", TimeSpan.FromSeconds(90)), (held.Outcome, held.Reason, held.RetryAfter));
        Assert.Equal((false, true), (refused.Held, held.Held));
        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Telegram_TooManyForOneChat_OtherChatsAreServed()
    {
        await _rig.Provider.StubAsync(
            new WireMockStub("POST", "/bot.*/sendMessage", WireMockAnswer.Wait("90")) { PathIsPattern = true, BodyContains = "\"chat_id\":1," },
            new WireMockStub("POST", "/bot.*/sendMessage", WireMockAnswer.Json("""{"ok":true,"result":{"message_id":9,"chat":{"id":2}}}""")) { PathIsPattern = true, BodyContains = "\"chat_id\":2," });
        var bot = Configured("telegram", $$"""{ "Token": "4711:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc", "ApiServer": "{{_rig.Provider.BaseUrl}}" }""");

        Assert.Equal("http-429", (await SendAsync(bot, "telegram:1")).Reason);
        Assert.Equal(SendOutcome.Sent, (await SendAsync(bot, "telegram:2")).Outcome);
        var held = await SendAsync(bot, "telegram:1");
        Assert.Equal((SendOutcome.Later, "rate-limited", false), (held.Outcome, held.Reason, held.Held));
        Assert.Equal(2, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Send_BreakerOpen_IsLaterAndSendsNothing()
    {
        await _rig.Provider.StubAsync("POST", "/reply", new WireMockAnswer(500));
        for (var message = 0; message < 5; message++)
        {
            Assert.Equal("http-500", (await SendAsync()).Reason);
        }

        var held = await SendAsync();

        Assert.Equal((SendOutcome.Later, "circuit-open", TimeSpan.FromSeconds(15)), (held.Outcome, held.Reason, held.RetryAfter));
        Assert.True(held is { Held: true, ChannelFault: false });
        Assert.Equal(5, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Send_NoAnswer_IsUncertainAndSentOnce()
    {
        await _rig.Provider.StubAsync("POST", "/reply", new WireMockAnswer { Delay = TimeSpan.FromMinutes(5) });

        var sending = SendAsync();
        await _rig.Provider.WaitForRequestsAsync(1);
        _rig.Time.Advance(TimeSpan.FromSeconds(31));
        var result = await sending;

        Assert.Equal((SendOutcome.Uncertain, "no-answer"), (result.Outcome, result.Reason));
        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Send_NobodyListens_IsLater()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var result = await SendAsync($"http://{server.LocalEndPoint}/reply");

        Assert.Equal((SendOutcome.Later, "unreachable"), (result.Outcome, result.Reason));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    /// <summary>With the connector's own sender, as the relay has it.</summary>
    private Task<SendResult> SendAsync(string? callback = null) => SendAsync(
        Configured("webhook", $$"""{ "Secrets": ["whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="], "CallbackUrl": "{{callback ?? $"{_rig.Provider.BaseUrl}/reply"}}" }"""), "bot:customer-17");

    private async Task<SendResult> SendAsync(ConfiguredChannel channel, string handle)
    {
        using var media = new MediaFetcher(new MediaSettings(), 1, _rig.Time);
        await using var parts = channel.Connector.Open(new ChannelSetup
        {
            Channel = channel.Name,
            Options = channel.Options,
            Time = _rig.Time,
            Logger = _rig.Log,
            Http = _rig.Client,
            Media = media,
        });
        var message = new OutboundMessage
        {
            StableId = "answer-1",
            To = new ContactPoint(ContactPointKind.Handle, handle),
            Subject = "Received",
            Text = "We have your message.",
            Language = "en",
            CreatedAt = _rig.Time.GetUtcNow(),
        };
        return await _rig.Time.PassAsync(parts.Sender!.SendAsync(message, CancellationToken.None), Short);
    }

    private static ConfiguredChannel Configured(string connector, string options)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["settings.json"], $$"""
            {
              "Organisation": { "Name": "Test Bank", "MailDomain": "bank.example" },
              "Channels": { "bot": { "Connector": "{{connector}}", "Options": {{options}} } }
            }
            """);
        var outcome = SettingsLoader.Load(new SettingsSources { File = folder["settings.json"] });
        Assert.Empty(outcome.Faults);
        return outcome.Settings!.Channels[0];
    }
}
