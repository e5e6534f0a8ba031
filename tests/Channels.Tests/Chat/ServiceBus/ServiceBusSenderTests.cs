using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.ServiceBus;
using TestSupport;

namespace Channels.Tests.Chat.ServiceBus;

public sealed class ServiceBusSenderTests : IAsyncLifetime
{
    private readonly HttpStub _stub = HttpStub.Start();
    private readonly HttpClient _http = TestSetup.NewHttp();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_Event_PropertiesAndBodyAsTheBotsKnowThem()
    {
        Assert.Equal(SendOutcome.Sent, (await SendAsync(Options, "ə-17")).Outcome);

        var request = Assert.Single(_stub.Requests);
        Assert.Equal(("POST", "/replies/messages", "application/json"), (request.Method, request.Target, request.Headers["Content-Type"]));
        Assert.StartsWith($"SharedAccessSignature sr=http%3A%2F%2F127.0.0.1%3A{_stub.Port}%2Freplies&sig=", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("&skn=ingestion-listen", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.True(Ascii.IsValid(request.Headers["BrokerProperties"]));
        using var properties = JsonDocument.Parse(request.Headers["BrokerProperties"]);
        Assert.Equal(
            ["CorrelationId=ə-17", "Label=message.reply", "MessageId=ack-1", "SessionId=ə-17"],
            properties.RootElement.EnumerateObject().Select(one => $"{one.Name}={one.Value}").Order(StringComparer.Ordinal));
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal("message.reply", body.RootElement.GetProperty("type").GetString());
        Assert.Equal("Nömrəniz: 1234", body.RootElement.GetProperty("data").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Send_CloudEvent_EnvelopeWithItsMediaType()
    {
        await SendAsync(Options with { ReplyFormat = ReplyFormat.CloudEvent }, "c-17");

        var request = Assert.Single(_stub.Requests);
        Assert.Equal("application/cloudevents+json", request.Headers["Content-Type"]);
        using var body = JsonDocument.Parse(request.Body);
        var root = body.RootElement;
        Assert.Equal(
            ("1.0", "ack-1", "urn:ingestion-worker:one", "message.reply", "2026-11-21T09:30:00Z", "c-17"),
            (root.GetProperty("specversion").GetString(), root.GetProperty("id").GetString(), root.GetProperty("source").GetString(), root.GetProperty("type").GetString(), root.GetProperty("time").GetString(), root.GetProperty("data").GetProperty("conversationId").GetString()));
    }

    [Fact]
    public async Task Send_OwnPolicyForReplies_SignsWithIt()
    {
        await SendAsync(Options with { ReplyKeyName = "ingestion-send", ReplyKeys = [Bots.OtherKey] }, "c-17");

        var signed = _stub.Requests[0].Headers["Authorization"];
        Assert.Equal(SasToken.Sign($"http://127.0.0.1:{_stub.Port}/replies", "ingestion-send", Bots.OtherKey, TestSetup.Now.AddMinutes(20)), signed);
    }

    [Theory]
    [InlineData(201, SendOutcome.Sent, false, null)]
    [InlineData(200, SendOutcome.Sent, false, null)]
    [InlineData(400, SendOutcome.Refused, false, null)]
    [InlineData(413, SendOutcome.Refused, false, null)]
    [InlineData(403, SendOutcome.Later, true, 300)]
    [InlineData(404, SendOutcome.Later, true, null)]
    [InlineData(410, SendOutcome.Later, true, null)]
    [InlineData(307, SendOutcome.Later, true, null)]
    [InlineData(408, SendOutcome.Later, false, null)]
    [InlineData(500, SendOutcome.Later, false, null)]
    [InlineData(503, SendOutcome.Later, false, null)]
    public async Task Send_Answer_IsJudged(int status, SendOutcome outcome, bool channelFault, int? wait)
    {
        _stub.Answer = _ => HttpStub.Reply(status, "words", "Location: http://127.0.0.1:1/");

        var result = await SendAsync(Options, "c-17");

        Assert.Equal((outcome, $"http-{status}", channelFault, wait), (result.Outcome, result.Reason, result.ChannelFault, (int?)result.RetryAfter?.TotalSeconds));
        Assert.Single(_stub.Requests);
    }

    [Fact]
    public async Task Send_LongConversationId_SessionStaysWithinItsLimit()
    {
        var conversation = new string('k', 300);

        await SendAsync(Options, conversation);

        using var properties = JsonDocument.Parse(_stub.Requests[0].Headers["BrokerProperties"]);
        Assert.Equal(conversation, properties.RootElement.GetProperty("CorrelationId").GetString());
        Assert.InRange(properties.RootElement.GetProperty("SessionId").GetString()!.Length, 1, 128);
        Assert.NotEqual(ServiceBusSender.SessionOf(conversation), ServiceBusSender.SessionOf(conversation[..299] + "x"));
    }

    [Theory]
    [InlineData(true, RepeatSafety.Idempotent)]
    [InlineData(false, RepeatSafety.Tolerable)]
    public void RepeatSafety_DependsOnTheQueue(bool detects, RepeatSafety safety) =>
        Assert.Equal(safety, Bots.Open(Options with { ReplyQueueDetectsDuplicates = detects }, _http).Sender!.RepeatSafety);

    public ValueTask InitializeAsync()
    {
        _stub.Answer = _ => HttpStub.Reply(201);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stub.DisposeAsync();
    }

    private ServiceBusOptions Options => Bots.Options($"http://127.0.0.1:{_stub.Port}");

    private async Task<SendResult> SendAsync(ServiceBusOptions options, string conversation)
    {
        await using var sender = Bots.Open(options, _http).Sender!;
        return await sender.SendAsync(
            new OutboundMessage
            {
                StableId = "ack-1",
                To = new ContactPoint(ContactPointKind.Handle, "one:" + conversation),
                Subject = "x",
                Text = "Nömrəniz: 1234",
                Language = "az",
                CreatedAt = TestSetup.Now,
            },
            Stop);
    }
}
