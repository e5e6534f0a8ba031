using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

public sealed class XSenderTests : IAsyncDisposable
{
    private const string Number = "1234 5678 9012";
    private const string Public = "Müraciətiniz qeydə alındı, sizə şəxsi mesaj yazacağıq.";
    private const string Posts = "/2/tweets";
    private const string Messages = $"/2/dm_conversations/with/{XSamples.Writer}/messages";
    private const string Locked = """{"title":"Forbidden","detail":"You do not have permission to DM one or more participants.","type":"about:blank","status":403}""";

    private readonly XTimeline _x = new();
    private readonly HttpClient _http = TestSetup.NewHttp();

    private static OutboundMessage ToPost { get; } = new()
    {
        StableId = "ack-1", To = new ContactPoint(ContactPointKind.Handle, $"x:{XSamples.Writer}"), Subject = "s", Text = $"Şikayətiniz qeydə alındı. Nömrə: {Number}",
        PublicText = Public, Language = "az", CreatedAt = TestSetup.Now, InReplyTo = "post:1900000000000000001", TrackingNumber = "123456789012",
    };

    private static OutboundMessage ToMessage { get; } = ToPost with { PublicText = null, InReplyTo = "dm:1900000000000000001" };

    [Fact]
    public async Task Send_PrivateThenPublic_TheNumberByMessageOnly()
    {
        var result = await SendAsync("private-then-public", ToPost);

        Assert.Equal(new SendResult(SendOutcome.Sent, "http-201") { ProviderId = "1999999999999999999" }, result);
        var sent = Assert.Single(_x.Requests);
        Assert.Equal(("POST", Messages), (sent.Method, sent.Target));
        Assert.Equal($$"""{"text":"Şikayətiniz qeydə alındı. Nömrə: {{Number}}"}""", Encoding.UTF8.GetString(sent.Body));
        Assert.StartsWith("OAuth oauth_consumer_key=\"ck-EXAMPLE\", ", sent.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Send_MessagesRefused_PublicReplyWithoutTheNumber()
    {
        _x.Instead = request => request.Target == Messages ? XTimeline.Json(Locked, 403) : null;

        Assert.Equal(new SendResult(SendOutcome.Sent, "http-201-in-public") { ProviderId = "1999999999999999999" }, await SendAsync("private-then-public", ToPost));

        Assert.Equal([Messages, Posts], _x.Requests.Select(request => request.Target));
        using var body = JsonDocument.Parse(_x.Requests[1].Body);
        Assert.Equal($"{Public} ({XSender.MarkOf("ack-1")})", body.RootElement.GetProperty("text").GetString());
        Assert.Equal("1900000000000000001", body.RootElement.GetProperty("reply").GetProperty("in_reply_to_tweet_id").GetString());
        Assert.Equal(2, body.RootElement.EnumerateObject().Count());
        Assert.DoesNotContain(Number, Encoding.UTF8.GetString(_x.Requests[1].Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    public async Task Send_MessagesDoNotWorkNow_NoPublicReplyInstead(int status)
    {
        _x.Instead = request => request.Target == Messages ? XTimeline.Json("{}", status) : null;

        var result = await SendAsync("private-then-public", ToPost);

        Assert.Equal(status == 500 ? SendOutcome.Uncertain : SendOutcome.Later, result.Outcome);
        Assert.Single(_x.Requests);
    }

    [Theory]
    [InlineData("private", Messages)]
    [InlineData("public", Posts)]
    public async Task Send_OneWayOnly_NeverTheOther(string reply, string path)
    {
        _x.Instead = _ => XTimeline.Json(Locked, 403);

        Assert.Equal(new SendResult(SendOutcome.Refused, "not-permitted-here"), await SendAsync(reply, ToPost));
        Assert.Equal([path], _x.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Send_RepliesTurnedOff_PostsAreNotAndMessagesAreAnswered()
    {
        Assert.Equal(new SendResult(SendOutcome.Refused, "replies-turned-off"), await SendAsync("none", ToPost));
        Assert.Equal(SendOutcome.Sent, (await SendAsync("none", ToMessage)).Outcome);
        Assert.Equal([Messages], _x.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("public")]
    [InlineData("private-then-public")]
    public async Task Send_AnswerToAMessage_NeverInPublic(string reply)
    {
        _x.Instead = _ => XTimeline.Json(Locked, 403);

        Assert.Equal(SendOutcome.Refused, (await SendAsync(reply, ToMessage)).Outcome);
        Assert.Equal([Messages], _x.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData(403, """{"detail":"You are not allowed to create a Tweet with duplicate content.","title":"Forbidden","status":403}""", SendOutcome.Sent, "sent-before", false)]
    [InlineData(403, """{"errors":[{"code":187,"message":"Status is a duplicate."}]}""", SendOutcome.Sent, "sent-before", false)]
    [InlineData(403, """{"title":"Forbidden","type":"https://api.x.com/2/problems/oauth1-permissions","detail":"Your client app is not configured with the appropriate oauth1 app permissions"}""", SendOutcome.Later, "app-not-permitted", true)]
    [InlineData(403, """{"type":"https://api.x.com/2/problems/client-forbidden"}""", SendOutcome.Later, "app-not-permitted", true)]
    [InlineData(403, """{"errors":[{"code":326,"message":"locked"}]}""", SendOutcome.Later, "app-not-permitted", true)]
    [InlineData(403, """{"errors":[{"code":433,"message":"restricted"}]}""", SendOutcome.Refused, "not-permitted-here", false)]
    [InlineData(403, "", SendOutcome.Refused, "not-permitted-here", false)]
    [InlineData(402, """{"title":"CreditsDepleted","detail":"no credits"}""", SendOutcome.Later, "credits-used", true)]
    [InlineData(401, "{}", SendOutcome.Later, "http-401", true)]
    [InlineData(404, "{}", SendOutcome.Refused, "http-404", false)]
    [InlineData(400, "{}", SendOutcome.Refused, "http-400", false)]
    [InlineData(503, "{}", SendOutcome.Later, "http-503", false)]
    public async Task Send_XSaysNo_Understood(int status, string body, SendOutcome outcome, string reason, bool channelFault)
    {
        _x.Instead = _ => XTimeline.Json(body, status);

        var result = await SendAsync("public", ToPost);

        Assert.Equal((outcome, reason, channelFault), (result.Outcome, result.Reason, result.ChannelFault));
    }

    [Theory]
    [InlineData("public", RepeatSafety.Idempotent)]
    [InlineData("private-then-public", RepeatSafety.Idempotent)]
    [InlineData("private", null)]
    public async Task Send_AnswerLost_RepeatedWhereXDropsRepeats(string reply, RepeatSafety? repeat)
    {
        _x.Instead = request => request.Target == Messages && reply != "private" ? XTimeline.Json(Locked, 403) : "no answer\r\n\r\n";

        var result = await SendAsync(reply, ToPost);

        Assert.Equal((SendOutcome.Uncertain, repeat), (result.Outcome, result.Repeat));
    }

    [Fact]
    public async Task Send_PublicReplyMayBeThere_RepeatedInPublicOnly()
    {
        Assert.Equal(SendOutcome.Sent, (await SendAsync("private-then-public", ToPost with { UncertainSince = TestSetup.Now })).Outcome);

        Assert.Equal([Posts], _x.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Send_TooManyRequests_WaitsUntilTheReset()
    {
        _x.Instead = _ => XTimeline.Json("{}", 429, $"x-rate-limit-reset: {TestSetup.Now.AddHours(3).ToUnixTimeSeconds()}");

        Assert.Equal(TimeSpan.FromHours(3), (await SendAsync("public", ToPost)).RetryAfter);
    }

    [Fact]
    public async Task Send_Links_OnlyWhereTheyMay()
    {
        var linked = ToPost with { Text = "bax: https://bank.example/a", PublicText = "bax: bank.example/a" };

        Assert.Equal(new SendResult(SendOutcome.Refused, "link-not-allowed"), await SendAsync("public", linked));
        Assert.Empty(_x.Requests);
        Assert.Equal(SendOutcome.Sent, (await SendAsync("private", linked)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await SendAsync("public", linked, allowLinks: true)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await SendAsync("private", linked, allowLinks: true)).Outcome);
    }

    [Fact]
    public async Task Send_TooLong_RefusedBeforeItIsBilled()
    {
        // With the mark, a space and brackets: eight more.
        Assert.Equal(SendOutcome.Sent, (await SendAsync("public", ToPost with { PublicText = new string('ə', 272) })).Outcome);
        Assert.Equal(new SendResult(SendOutcome.Refused, "text-too-long"), await SendAsync("public", ToPost with { PublicText = new string('ə', 273) }));
        Assert.Equal(new SendResult(SendOutcome.Refused, "text-too-long"), await SendAsync("private", ToPost with { Text = new string('a', 10_001) }));
        Assert.Single(_x.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<a@b>")]
    [InlineData("post:x")]
    [InlineData("dm:17")]
    public async Task Send_NoPostToAnswer_NoPublicPost(string? answered)
    {
        Assert.Equal(new SendResult(SendOutcome.Refused, "no-post-to-answer"), await SendAsync("public", ToPost with { InReplyTo = answered }));
        Assert.Empty(_x.Requests);
    }

    [Fact]
    public async Task Send_AnswerCutOff_SentAllTheSame()
    {
        _x.Instead = _ => "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"data\":{\"id\":\"1";

        var result = await SendAsync("public", ToPost);

        Assert.Equal((SendOutcome.Sent, null), (result.Outcome, result.ProviderId));
    }

    [Fact]
    public async Task Send_NoTokenToBeHad_LaterAndDegraded()
    {
        using var folder = new TempFolder();
        _x.Instead = _ => XTimeline.Json("""{"error":"invalid_request"}""", 400);
        var options = XSamples.Options with { OAuth1 = null, OAuth2 = new XOAuth2Options { ClientId = "c", RefreshToken = "r0", TokenFile = folder["x.tokens"] } };

        var result = await SendAsync("public", ToPost, options: options);

        Assert.Equal(new SendResult(SendOutcome.Later, "token-refused") { ChannelFault = true }, result);
    }

    [Fact]
    public void MarkOf_StableIds_DifferAndStay()
    {
        var marks = Enumerable.Range(0, 1000).Select(n => XSender.MarkOf($"ack-{n}")).ToArray();

        Assert.True(marks.Distinct(StringComparer.Ordinal).Count() > 990);
        Assert.All(marks, mark => Assert.Matches("^[a-hjkmnp-z2-9]{5}$", mark));
        Assert.Equal(marks[7], XSender.MarkOf("ack-7"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _x.DisposeAsync();
    }

    private Task<SendResult> SendAsync(string reply, OutboundMessage message, bool allowLinks = false, XOptions? options = null)
    {
        var with = (options ?? XSamples.Options) with { ApiUrl = _x.Url + "/", Reply = reply, AllowLinks = allowLinks };
        return XSamples.Open(with, _http).Sender!.SendAsync(message, TestContext.Current.CancellationToken);
    }
}
