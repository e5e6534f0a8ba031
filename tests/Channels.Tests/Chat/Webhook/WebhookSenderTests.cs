using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat;
using Ingestion.Channels.Chat.Webhook;
using TestSupport;

namespace Channels.Tests.Chat.Webhook;

public sealed class WebhookSenderTests
{
    private static readonly OutboundMessage Message = new()
    {
        StableId = "<ack.1@worker.example>",
        To = new ContactPoint(ContactPointKind.Handle, "one:c-17"),
        ConversationId = "c-17",
        Subject = "unused in chats",
        Text = "Nömrəniz: 1234-5678-9012 \"</script>\"",
        Language = "az",
        InReplyTo = "m-1",
        TrackingNumber = "123456789012",
        CreatedAt = TestSetup.Now,
    };

    [Fact]
    public async Task Send_Delivery_CarriesTheFieldsAndAReceiverTakesItsSignature()
    {
        await using var rig = new CallbackRig();
        await using var sender = rig.Open();

        await sender.SendAsync(Message, Stop);

        var request = Assert.Single(rig.Stub.Requests);
        Assert.Equal(("POST", "/replies?bot=7"), (request.Method, request.Target));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        using var json = JsonDocument.Parse(request.Body);
        Assert.Equal("message.reply", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(TestSetup.Now, json.RootElement.GetProperty("timestamp").GetDateTimeOffset());
        var data = json.RootElement.GetProperty("data");
        Assert.Equal(
            ["c-17", "m-1", Message.Text, "az", "123456789012"],
            new[] { "conversationId", "inReplyTo", "text", "language", "trackingNumber" }.Select(name => data.GetProperty(name).GetString()));

        // Our own receiver judges the signature; it is an event without a message to it.
        var verdict = new SampleRequest { Headers = request.Headers, Body = request.Body }.GivenTo(Deliveries.Receiver);
        Assert.IsType<WebhookVerdict.Answer>(verdict);
    }

    [Theory]
    [InlineData(200, SendOutcome.Sent, false)]
    [InlineData(204, SendOutcome.Sent, false)]
    [InlineData(301, SendOutcome.Later, true)]
    [InlineData(307, SendOutcome.Later, true)]
    [InlineData(400, SendOutcome.Refused, false)]
    [InlineData(401, SendOutcome.Later, true)]
    [InlineData(403, SendOutcome.Later, true)]
    [InlineData(404, SendOutcome.Refused, false)]
    [InlineData(408, SendOutcome.Later, false)]
    [InlineData(410, SendOutcome.Refused, false)]
    [InlineData(413, SendOutcome.Refused, false)]
    [InlineData(425, SendOutcome.Later, false)]
    [InlineData(429, SendOutcome.Later, false)]
    [InlineData(500, SendOutcome.Later, false)]
    [InlineData(503, SendOutcome.Later, false)]
    public async Task Send_Status_MapsToOutcome(int status, SendOutcome outcome, bool channelFault)
    {
        await using var rig = new CallbackRig();
        await using var sender = rig.Open();
        rig.Stub.Answer = _ => HttpStub.Reply(status, "", $"Location: http://127.0.0.1:{rig.Stub.Port}/elsewhere");

        var result = await sender.SendAsync(Message, Stop);

        Assert.Equal((outcome, $"http-{status}", channelFault), (result.Outcome, result.Reason, result.ChannelFault));
        Assert.Single(rig.Stub.Requests);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("Sat, 21 Nov 2026 09:32:00 GMT", 120)]
    [InlineData("Sat, 21 Nov 2026 09:00:00 GMT", null)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    public async Task Send_RetryAfter_SecondsOrDate(string header, int? seconds)
    {
        await using var rig = new CallbackRig();
        await using var sender = rig.Open();
        rig.Stub.Answer = _ => HttpStub.Reply(503, "", $"Retry-After: {header}");

        var result = await sender.SendAsync(Message, Stop);

        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, result.RetryAfter);
    }

    [Fact]
    public async Task Send_HttpClientTimesOutWaiting_Uncertain()
    {
        await using var stub = HttpStub.Start();
        stub.Answer = _ => "";
        using var http = TestSetup.NewHttp();
        http.Timeout = TimeSpan.FromMilliseconds(300);
        await using var sender = Deliveries.Open(
            new WebhookOptions { Secrets = [Deliveries.Current], CallbackUrl = $"http://127.0.0.1:{stub.Port}/" }, http).Sender!;

        var result = await sender.SendAsync(Message, Stop);

        Assert.Equal((SendOutcome.Uncertain, "no-answer"), (result.Outcome, result.Reason));
    }

    [Fact]
    public async Task Send_EndlessAnswer_JudgedByItsHead()
    {
        await using var rig = new CallbackRig();
        await using var sender = rig.Open();
        rig.Stub.Answer = _ => "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nxxx";

        Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(Message, Stop)).Outcome);
    }

    [Theory]
    [InlineData("ack_1-x", "ack_1-x")]
    [InlineData("<ack.1@worker.example>", null)]
    [InlineData("a.b", null)]
    public void IdOf_StableId_IsAWebhookIdAndStaysTheSame(string stableId, string? expected)
    {
        var id = ReplyEvent.IdOf(stableId);

        Assert.True(WebhookSignature.IsId(id));
        Assert.Equal(expected ?? id, ReplyEvent.IdOf(stableId));
        Assert.NotEqual(id, ReplyEvent.IdOf(stableId + "x"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
