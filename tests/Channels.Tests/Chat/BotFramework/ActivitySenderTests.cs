using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;
using TestSupport;

namespace Channels.Tests.Chat.BotFramework;

public sealed class ActivitySenderTests
{
    [Fact]
    public async Task Send_Reply_ToTheActivityWithEscapedIds()
    {
        await using var scope = WireMockScope.Open();
        await using var login = new Login();
        await scope.StubAsync(new WireMockStub("POST", "/.*", WireMockAnswer.Json("""{"id":"99"}""", 201)) { PathIsPattern = true });

        var result = await SendAsync(login, Message(Place(scope, "19:a@thread;messageid=1|x/../y")) with { InReplyTo = "f:1;2" });

        Assert.Equal((SendOutcome.Sent, "http-201", "99"), (result.Outcome, result.Reason, result.ProviderId));
        var request = Assert.Single(await scope.RequestsAsync());
        Assert.Equal("/v3/conversations/19%3Aa%40thread%3Bmessageid%3D1%7Cx%2F..%2Fy/activities/f%3A1%3B2", request.Target);
        Assert.Equal("Bearer canary-access-token-1", request.Headers["Authorization"]);
        Assert.Equal(
            """{"type":"message","text":"Nömrəniz: 1234","textFormat":"plain","replyToId":"f:1;2","from":{"id":"28:bot"},"recipient":{"id":"29:1abc"},"conversation":{"id":"19:a@thread;messageid=1|x/../y"}}""",
            request.Text);
        var asked = Assert.Single(login.Stub.Requests);
        Assert.Equal("/botframework.com/token", asked.Target);
        Assert.Equal(
            "grant_type=client_credentials&client_id=11111111-2222-3333-4444-555555555555&client_secret=canary~Secret.Of.The.App_Registration&scope=https%3A%2F%2Fapi.botframework.com%2F.default",
            System.Text.Encoding.ASCII.GetString(asked.Body));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://smba.trafficmanager.net")]
    [InlineData("https://smba.trafficmanager.net@evil.example")]
    [InlineData("https://10.0.0.1")]
    public async Task Send_ServiceOfAStranger_NothingSentAndNoTokenAskedFor(string service)
    {
        await using var login = new Login();

        var result = await SendAsync(login, Message(new ActivityPlace("msteams", service, "a:1", "28:bot", null).Print()!));

        Assert.Equal((SendOutcome.Refused, "service-host-unknown"), (result.Outcome, result.Reason));
        Assert.Empty(login.Stub.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a|b|c")]
    [InlineData("msteams||a|b")]
    [InlineData("msteams|https%3A%2F%2Fsmba.trafficmanager.net|..|b")]
    public async Task Send_ConversationUnreadable_Refused(string conversation)
    {
        await using var login = new Login();

        Assert.Equal("conversation-missing", (await SendAsync(login, Message(conversation))).Reason);
    }

    [Theory]
    [InlineData(400, SendOutcome.Refused, false)]
    [InlineData(401, SendOutcome.Later, true)]
    [InlineData(403, SendOutcome.Refused, false)]
    [InlineData(404, SendOutcome.Refused, false)]
    [InlineData(412, SendOutcome.Later, false)]
    [InlineData(429, SendOutcome.Later, false)]
    [InlineData(500, SendOutcome.Later, false)]
    [InlineData(503, SendOutcome.Later, false)]
    [InlineData(302, SendOutcome.Later, true)]
    public async Task Send_Refused_ByStatus(int status, SendOutcome outcome, bool channelFault)
    {
        await using var scope = WireMockScope.Open();
        await using var login = new Login();
        await scope.StubAsync("POST", "/v3/conversations/a/activities", new WireMockAnswer(status));

        var result = await SendAsync(login, Message(Place(scope, "a")));

        Assert.Equal((outcome, $"http-{status}", channelFault), (result.Outcome, result.Reason, result.ChannelFault));
        Assert.Single(await scope.RequestsAsync());
    }

    [Fact]
    public async Task Send_TokenNoLongerTaken_AnotherOneNextTime()
    {
        await using var scope = WireMockScope.Open();
        await using var login = new Login();
        await scope.StubInTurnAsync("POST", "/v3/conversations/a/activities", new WireMockAnswer(401), WireMockAnswer.Json("{}"));
        await using var sender = login.Open().Sender!;

        Assert.Equal("http-401", (await sender.SendAsync(Message(Place(scope, "a")), TestContext.Current.CancellationToken)).Reason);
        Assert.Equal(SendOutcome.Sent, (await sender.SendAsync(Message(Place(scope, "a")), TestContext.Current.CancellationToken)).Outcome);

        Assert.Equal(["Bearer canary-access-token-1", "Bearer canary-access-token-2"], (await scope.RequestsAsync()).Select(request => request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(401, "token-refused", true)]
    [InlineData(503, "token-unavailable", false)]
    public async Task Send_NoToken_LaterAndNothingSent(int status, string reason, bool channelFault)
    {
        await using var scope = WireMockScope.Open();
        await using var login = new Login { Instead = _ => HttpStub.Reply(status, """{"error":"invalid_client","error_description":"canary"}""") };

        var result = await SendAsync(login, Message(Place(scope, "a")));

        Assert.Equal((SendOutcome.Later, reason, channelFault), (result.Outcome, result.Reason, result.ChannelFault));
        Assert.Empty(await scope.RequestsAsync());
    }

    [Fact]
    public async Task Send_ToAGroup_OnlyThePublicText()
    {
        await using var scope = WireMockScope.Open();
        await using var login = new Login();
        await scope.StubAsync("POST", "/v3/conversations/a/activities", WireMockAnswer.Json("{}"));
        var message = Message(new ActivityPlace("msteams", scope.BaseUrl, "a", "28:bot", "29:1abc").Print()!);

        Assert.Equal((SendOutcome.Refused, "no-public-text"), (await SendAsync(login, message) is var refused ? (refused.Outcome, refused.Reason) : default));
        Assert.Equal(SendOutcome.Sent, (await SendAsync(login, message with { PublicText = "Qeydə alındı" })).Outcome);

        Assert.DoesNotContain("1234", Assert.Single(await scope.RequestsAsync()).Text, StringComparison.Ordinal);
    }

    private static string Place(WireMockScope scope, string conversation) => new ActivityPlace("msteams", scope.BaseUrl, conversation, "28:bot", null).Print()!;

    private static OutboundMessage Message(string conversation) => new()
    {
        StableId = "ack-1@worker.example",
        To = new ContactPoint(ContactPointKind.Handle, "bot-msteams:29:1abc"),
        ConversationId = conversation,
        Subject = "x",
        Text = "Nömrəniz: 1234",
        Language = "az",
        CreatedAt = TestSetup.Now,
    };

    private static async Task<SendResult> SendAsync(Login login, OutboundMessage message)
    {
        await using var sender = login.Open().Sender!;
        return await sender.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
