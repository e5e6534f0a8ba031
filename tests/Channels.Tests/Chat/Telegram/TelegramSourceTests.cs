using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Telegram;
using TestSupport;

namespace Channels.Tests.Chat.Telegram;

public sealed class TelegramSourceTests
{
    [Fact]
    public async Task Fetch_PagesOfOneAnswer_ConfirmNothingBeforeTheHostHasCommitted()
    {
        await using var api = new BotApi();
        api.Add(Enumerable.Range(1, 7).Select(n => Updates.Text(n, $"m{n}")));
        await using var source = api.Open();

        // The host asks ahead while it commits the page before.
        var first = await source.FetchAsync(null, 3, Stop);
        var second = await source.FetchAsync(first.Cursor, 3, Stop);
        var third = await source.FetchAsync(second.Cursor, 3, Stop);

        Assert.Equal([true, true, false], new[] { first.More, second.More, third.More });
        Assert.Equal(7, api.Waiting.Count);
        Assert.DoesNotContain(api.Asked, query => query.Contains("offset", StringComparison.Ordinal));
        await source.FetchAsync(third.Cursor, 3, Stop);
        Assert.Empty(api.Waiting);
    }

    [Fact]
    public async Task Fetch_MoreThanOneAnswerHolds_AllOfThemInTurnWithoutWaiting()
    {
        await using var api = new BotApi();
        api.Add(Enumerable.Range(1, 250).Select(n => Updates.Text(n, $"m{n}")));
        await using var source = api.Open();
        List<string> ids = [];
        string? cursor = null;
        foreach (var expected in new[] { 100, 100, 50 })
        {
            var page = await source.FetchAsync(cursor, 500, Stop);
            Assert.Equal((expected, false), (page.Messages.Count, page.More));
            ids.AddRange(page.Messages.Select(message => message.ExternalId));
            cursor = page.Cursor;
            await source.WaitAsync(TimeSpan.FromHours(1), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        }

        Assert.Equal(Enumerable.Range(1, 250).Select(n => $"7000001:5550001:{n}"), ids);
    }

    [Fact]
    public async Task Wait_SomethingComes_ReturnsAndThePageIsAtHand()
    {
        await using var api = new BotApi();
        api.Add(Updates.Text(1, "alpha"));
        await using var source = api.Open();
        var page = await source.FetchAsync(null, 100, Stop);
        page = await source.FetchAsync(page.Cursor, 100, Stop);
        api.Add(Updates.Text(2, "bravo"));

        await source.WaitAsync(TimeSpan.FromMinutes(5), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        var asked = api.Asked.Count;
        Assert.StartsWith("limit=100&timeout=25&allowed_updates=[\"message\",\"edited_message\"]&offset=2", api.Asked[^1], StringComparison.Ordinal);
        page = await source.FetchAsync(page.Cursor, 100, Stop);
        Assert.Single(page.Messages);
        Assert.Equal(asked, api.Asked.Count);
        Assert.Single(api.Waiting);
    }

    [Fact]
    public async Task Wait_PageNotYetAskedWith_DoesNotConfirmIt()
    {
        await using var api = new BotApi();
        api.Add(Updates.Text(1, "alpha"));
        await using var source = api.Open();
        await source.FetchAsync(null, 100, Stop);

        // A commit that failed would leave the host here with the old cursor.
        await source.WaitAsync(TimeSpan.FromHours(1), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.Single(api.Waiting);
        Assert.Single((await source.FetchAsync(null, 100, Stop)).Messages);
    }

    [Fact]
    public async Task Fetch_UpdatesThatAreNoMessages_ConfirmedWithTheOthers()
    {
        await using var api = new BotApi();
        api.Add(
            """{"update_id":1,"my_chat_member":{"chat":{"id":5550001,"type":"private"},"old_chat_member":{"status":"member"}}}""",
            """{"update_id":2}""",
            Updates.Wrap(3, "channel_post", Updates.InGroup(3, "\"text\":\"sale\"", type: "channel")),
            Updates.Wrap(4, "message", Updates.InGroup(4, "\"text\":\"hello all\"")),
            Updates.Wrap(5, "something_new_of_2031", "{\"a\":[1]}"));
        await using var source = api.Open();

        var page = await source.FetchAsync(null, 100, Stop);

        Assert.Empty(page.Messages);
        await source.FetchAsync(page.Cursor, 100, Stop);
        Assert.Empty(api.Waiting);
    }

    [Fact]
    public async Task Fetch_AfterAQuietWeek_NamesNoOffsetThatCouldConfirmWhatNobodyRead()
    {
        var time = new FixedTime(TestSetup.Now);
        await using var api = new BotApi();
        api.Add(Updates.Text(900_000_000, "before"));
        await using var source = api.Open(time);
        var page = await source.FetchAsync(null, 100, Stop);
        page = await source.FetchAsync(page.Cursor, 100, Stop);
        time.Now += TimeSpan.FromDays(7);
        api.Add(Updates.Text(17, "after", message: 55));

        page = await source.FetchAsync(page.Cursor, 100, Stop);

        Assert.Equal("7000001:5550001:55", Assert.Single(page.Messages).ExternalId);
        Assert.Empty((await source.FetchAsync(page.Cursor, 100, Stop)).Messages);
        Assert.EndsWith("&offset=18", api.Asked[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "Unauthorized", "login-refused", true)]
    [InlineData(404, "Not Found", "login-refused", true)]
    [InlineData(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first", "webhook-set", true)]
    [InlineData(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", "second-poller", true)]
    [InlineData(400, "Bad Request", "unexpected-answer", false)]
    [InlineData(502, "Bad Gateway", "provider-down", false)]
    public async Task Fetch_Refused_FaultWithoutTelegramsWords(int status, string description, string code, bool permanent)
    {
        await using var api = new BotApi { Instead = _ => BotApi.No(status, description) };
        await using var source = api.Open();

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 100, Stop));

        Assert.Equal((code, permanent), (fault.Code, fault.Permanent));
        Assert.DoesNotContain(description, fault.ToString(), StringComparison.Ordinal);
        AssertNoToken(fault);
    }

    [Fact]
    public async Task Fetch_TooOften_WaitsAsLongAsTheBodySays()
    {
        await using var api = new BotApi { Instead = _ => BotApi.No(429, "Too Many Requests: retry after 35", """{"retry_after":35}""") };
        await using var source = api.Open();

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 100, Stop));

        Assert.Equal(("rate-limited", false, TimeSpan.FromSeconds(35)), (fault.Code, fault.Permanent, fault.RetryAfter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>502</html>")]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":false,"result":[]}""")]
    [InlineData("""{"ok":true,"result":[{"update_id":1,"message":{"message_id":1""")]
    [InlineData("""{"ok":true,"result":[{"message":{}}]}""")]
    public async Task Fetch_AnswerThatIsNotWhole_FaultAndNothingConfirmed(string body)
    {
        await using var api = new BotApi();
        api.Add(Updates.Text(1, "alpha"));
        await using var source = api.Open();
        api.Instead = _ => HttpStub.Reply(200, body);
        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 100, Stop));
        Assert.Equal(("unexpected-answer", false), (fault.Code, fault.Permanent));

        api.Instead = null;

        Assert.Single((await source.FetchAsync(null, 100, Stop)).Messages);
    }

    [Theory]
    [InlineData(WireMockFault.EmptyResponse)]
    [InlineData(WireMockFault.ConnectionResetByPeer)]
    [InlineData(WireMockFault.MalformedResponseChunk)]
    [InlineData(WireMockFault.RandomDataThenClose)]
    public async Task Fetch_BrokenConnection_TemporaryFaultWithoutTheTokenAndTheSameSourceRecovers(WireMockFault broken)
    {
        await using var scope = WireMockScope.Open();
        using var http = TestSetup.NewHttp();
        var path = $"/bot{Updates.Token}/getUpdates";
        await scope.StubAsync("GET", path, WireMockAnswer.Failing(broken));
        await using var source = Updates.Open(Updates.Polling with { ApiServer = scope.BaseUrl }, http).Source!;

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 100, Stop));

        Assert.False(fault.Permanent);
        AssertNoToken(fault);
        await scope.RemoveStubsAsync();
        await scope.StubAsync("GET", path, WireMockAnswer.Json($$"""{"ok":true,"result":[{{Updates.Text(1, "alpha")}}]}"""));
        Assert.Single((await source.FetchAsync(null, 100, Stop)).Messages);
    }

    [Fact]
    public async Task Fetch_AnswerInManyPieces_Whole()
    {
        await using var scope = WireMockScope.Open();
        using var http = TestSetup.NewHttp();
        var updates = string.Join(',', Enumerable.Range(1, 100).Select(n => Updates.Text(n, $"şikayət {n} 😡")));
        await scope.StubAsync(
            "GET", $"/bot{Updates.Token}/getUpdates", WireMockAnswer.Json($$"""{"ok":true,"result":[{{updates}}]}""") with { Dribble = (40, TimeSpan.FromMilliseconds(400)) });
        await using var source = Updates.Open(Updates.Polling with { ApiServer = scope.BaseUrl }, http).Source!;

        Assert.Equal(100, (await source.FetchAsync(null, 100, Stop)).Messages.Count);
    }

    [Fact]
    public void BothWaysIn_SameUpdate_SameExternalId()
    {
        foreach (var update in new[] { Updates.Text(5, "salam"), Updates.Wrap(6, "edited_message", Updates.Message(5, $"\"edit_date\":{Updates.Date},\"text\":\"b\"")) })
        {
            var polled = new TelegramIntake(Updates.Polling, 7000001).Read(Updates.Utf8(update))!.Messages;
            var posted = Assert.IsType<WebhookVerdict.Take>(Updates.Posted(Updates.Utf8(" " + update)).GivenTo(Updates.Open(Updates.Hooked).Receiver!)).Messages;

            Assert.Equal(polled.Select(one => one.ExternalId), posted.Select(one => one.ExternalId));
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static void AssertNoToken(Exception fault)
    {
        Assert.DoesNotContain(Updates.Token.Split(':')[1], fault.ToString(), StringComparison.Ordinal);
        Assert.Null(fault.InnerException);
    }
}
