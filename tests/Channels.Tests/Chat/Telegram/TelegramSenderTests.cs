using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.Telegram;

public sealed class TelegramSenderTests
{
    private static readonly string Path = $"/bot{Updates.Token}/sendMessage";

    [Fact]
    public async Task Send_Reply_PlainTextWithoutPreviewInItsConversation()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("POST", Path, Sent);

        var result = await SendAsync(scope, Message with { ConversationId = "5550001;t=4;b=bc_1", InReplyTo = "7000001:bc_1:5550001:42", Text = "<b>1234</b> *ok* https://x.az" });

        Assert.Equal((SendOutcome.Sent, "http-200", "5550001:99"), (result.Outcome, result.Reason, result.ProviderId));
        Assert.Equal(
            """{"chat_id":5550001,"text":"<b>1234</b> *ok* https://x.az","business_connection_id":"bc_1","message_thread_id":4,"link_preview_options":{"is_disabled":true},"reply_parameters":{"message_id":42,"allow_sending_without_reply":true}}""",
            Assert.Single(await scope.RequestsAsync()).Text);
    }

    [Fact]
    public async Task Send_NoConversationAndStrangeReference_ToThePersonAlone()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("POST", Path, Sent);

        await SendAsync(scope, Message with { ConversationId = "x;y", InReplyTo = "<mail@example.az>", Text = new string('x', 4095) + "😡" });

        using var body = JsonDocument.Parse(Assert.Single(await scope.RequestsAsync()).Body);
        Assert.Equal(["chat_id", "text", "link_preview_options"], body.RootElement.EnumerateObject().Select(one => one.Name));
        Assert.Equal(new string('x', 4095), body.RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(400, "Bad Request: chat not found", SendOutcome.Refused, "chat-not-found", false)]
    [InlineData(400, "Bad Request: message text is empty", SendOutcome.Refused, "http-400", false)]
    [InlineData(401, "Unauthorized", SendOutcome.Later, "http-401", true)]
    [InlineData(403, "Forbidden: bot was blocked by the user", SendOutcome.Refused, "bot-blocked", false)]
    [InlineData(403, "Forbidden: user is deactivated", SendOutcome.Refused, "user-deactivated", false)]
    [InlineData(403, "Forbidden: bot was kicked from the group chat", SendOutcome.Refused, "http-403", false)]
    [InlineData(404, "Not Found", SendOutcome.Later, "http-404", true)]
    [InlineData(429, "Too Many Requests: retry after 5", SendOutcome.Later, "http-429", false)]
    [InlineData(500, "Internal Server Error", SendOutcome.Later, "http-500", false)]
    [InlineData(502, "Bad Gateway", SendOutcome.Later, "http-502", false)]
    [InlineData(504, "Gateway Timeout", SendOutcome.Uncertain, "http-504", false)]
    public async Task Send_Refused_ByStatus(int status, string description, SendOutcome outcome, string reason, bool channelFault)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("POST", Path, No(status, description));

        var result = await SendAsync(scope, Message);

        Assert.Equal((outcome, reason, channelFault), (result.Outcome, result.Reason, result.ChannelFault));
        Assert.Single(await scope.RequestsAsync());
    }

    [Theory]
    [InlineData(WireMockFault.EmptyResponse, SendOutcome.Uncertain)]
    [InlineData(WireMockFault.ConnectionResetByPeer, SendOutcome.Uncertain)]
    [InlineData(WireMockFault.RandomDataThenClose, SendOutcome.Uncertain)]
    [InlineData(WireMockFault.MalformedResponseChunk, SendOutcome.Sent)]
    public async Task Send_BrokenAnswer_OnlyAStatusIsCertain(WireMockFault fault, SendOutcome outcome)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("POST", Path, WireMockAnswer.Failing(fault));

        Assert.Equal(outcome, (await SendAsync(scope, Message)).Outcome);
        Assert.Single(await scope.RequestsAsync());
    }

    [Fact]
    public async Task Send_GroupHasMoved_SentToTheNewIdAndRemembered()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync(
            new WireMockStub("POST", Path, No(403, "Forbidden: bot can't initiate conversation with a user")) { BodyContains = "\"chat_id\":5550001," },
            new WireMockStub("POST", Path, No(400, "Bad Request: group chat was upgraded to a supergroup chat", """{"migrate_to_chat_id":-1009}""")) { BodyContains = "\"chat_id\":-7," },
            new WireMockStub("POST", Path, Sent) { BodyContains = "\"chat_id\":-1009," });
        await using var sender = Open(scope);
        var message = Message with { ConversationId = "-7;u=5550001", PublicText = "Qeydə alındı" };

        Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(message, Stop)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(message, Stop)).Outcome);

        var requests = await scope.RequestsAsync();
        Assert.Equal([5550001L, -7, -1009, 5550001, -1009], requests.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("chat_id").GetInt64()));
    }

    [Fact]
    public async Task Send_WroteInAGroup_PrivatelyWhereThatWorks()
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("POST", Path, Sent);

        var result = await SendAsync(scope, Message with { ConversationId = "-1001;u=5550001", PublicText = "Qeydə alındı", InReplyTo = "7000001:-1001:3" });

        Assert.Equal(SendOutcome.Sent, result.Outcome);
        Assert.Contains("\"chat_id\":5550001,\"text\":\"Nömrəniz: 1234\"", Assert.Single(await scope.RequestsAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Qeydə alındı", SendOutcome.Sent, 2)]
    [InlineData(null, SendOutcome.Refused, 1)]
    public async Task Send_WroteInAGroupAndNeverStartedTheBot_OnlyThePublicTextThere(string? publicText, SendOutcome outcome, int requests)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync(
            new WireMockStub("POST", Path, No(403, "Forbidden: bot can't initiate conversation with a user")) { BodyContains = "\"chat_id\":5550001," },
            new WireMockStub("POST", Path, Sent) { BodyContains = "\"chat_id\":-1001," });

        var result = await SendAsync(scope, Message with { ConversationId = "-1001;u=5550001", PublicText = publicText });

        Assert.Equal(outcome, result.Outcome);
        var sent = await scope.RequestsAsync();
        Assert.Equal(requests, sent.Count);
        Assert.DoesNotContain(sent, request => request.Text.Contains("-1001", StringComparison.Ordinal) && request.Text.Contains("1234", StringComparison.Ordinal));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static WireMockAnswer Sent => WireMockAnswer.Json("""{"ok":true,"result":{"message_id":99,"date":1,"chat":{"id":5550001,"type":"private"}}}""");

    private static OutboundMessage Message { get; } = new()
    {
        StableId = "ack-1@worker.example",
        To = new ContactPoint(ContactPointKind.Handle, "telegram:5550001"),
        ConversationId = "5550001",
        Subject = "x",
        Text = "Nömrəniz: 1234",
        Language = "az",
        CreatedAt = TestSetup.Now,
    };

    private static WireMockAnswer No(int status, string description, string parameters = "{}") =>
        WireMockAnswer.Json($$"""{"ok":false,"error_code":{{status}},"description":"{{description}}","parameters":{{parameters}}}""", status);

    private static IMessageSender Open(WireMockScope scope) => Updates.Open(Updates.Polling with { ApiServer = scope.BaseUrl }).Sender!;

    private static async Task<SendResult> SendAsync(WireMockScope scope, OutboundMessage message)
    {
        await using var sender = Open(scope);
        return await sender.SendAsync(message, Stop);
    }
}
