using System.Globalization;
using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

public sealed class TwilioSourceTests
{
    [Fact]
    public async Task Fetch_ListOfManyPages_AskedByNumberAndDayWithTheLogin()
    {
        await using var twilio = TwilioApiStub.Start(pageSize: 3);
        Add(twilio, 10, n => TestSetup.Now.AddMinutes(-n));
        await twilio.PublishAsync();

        var page = await FetchAsync(twilio, null);

        Assert.Equal(10, page.Messages.Count);
        Assert.Equal(page.Messages.OrderBy(one => one.ArrivedAt).Select(one => one.ExternalId), page.Messages.Select(one => one.ExternalId));
        Assert.Equal(TestSetup.Now.AddMinutes(-9), page.Messages[0].ArrivedAt);
        var requests = await twilio.Scope.RequestsAsync("GET", TwilioApiStub.Messages);
        var first = requests[0];
        Assert.Equal(("+15005550006", "2026-11-19", null, "500"), (first.Query("To"), first.Query("DateSent>"), first.Query("DateSent<"), first.Query("PageSize")));
        Assert.Contains("DateSent%3E=2026-11-19", first.Target, StringComparison.Ordinal);
        Assert.All(requests, request => Assert.Equal(TwilioApiStub.Login(TwilioSamples.Account, TwilioSamples.Token), request.Headers["Authorization"]));
        Assert.Contains(requests, request => request.Target.EndsWith("?PageSize=3&Page=3&PageToken=PT3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_ApiKeyGiven_LogsInWithIt()
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.PublishAsync();

        await FetchAsync(twilio, null, key: true);

        var request = (await twilio.Scope.RequestsAsync())[0];
        Assert.Equal(TwilioApiStub.Login("SK00000000000000000000000000000001", "key secret"), request.Headers["Authorization"]);
    }

    [Fact]
    [Trait("Conformance", "C04")]
    public async Task Fetch_LateArrivalsOfHoursAgo_AreOffered()
    {
        await using var twilio = TwilioApiStub.Start();
        Add(twilio, 5, n => TestSetup.Now.AddHours(-n));
        await twilio.PublishAsync();
        var first = await FetchAsync(twilio, null);
        var late = TwilioSamples.Sid("late");
        twilio.Items.Add((late, TwilioSamples.Item(late, "late", TestSetup.Now.AddHours(-40))));
        var between = TwilioSamples.Sid("between");
        twilio.Items.Insert(2, (between, TwilioSamples.Item(between, "between", TestSetup.Now.AddHours(-2).AddSeconds(1))));
        await twilio.PublishAsync();

        var second = await FetchAsync(twilio, first.Cursor);

        Assert.Contains(second.Messages, one => one.ExternalId == late);
        Assert.Contains(second.Messages, one => one.ExternalId == between);
        Assert.InRange(second.Messages.Count, 2, 3);
        Assert.Empty((await FetchAsync(twilio, second.Cursor)).Messages);
    }

    [Fact]
    public async Task Fetch_HoursLater_OnlyWhatIsNew()
    {
        await using var twilio = TwilioApiStub.Start();
        Add(twilio, 30, n => TestSetup.Now.AddHours(-n));
        await twilio.PublishAsync();
        var time = new FixedTime(TestSetup.Now);
        var cursor = (await FetchAsync(twilio, null, time)).Cursor;

        for (var hour = 1; hour < 60; hour += 7)
        {
            time.Now = TestSetup.Now.AddHours(hour);
            var sid = TwilioSamples.Sid($"new{hour}");
            twilio.Items.Add((sid, TwilioSamples.Item(sid, "new", time.Now.AddMinutes(-3))));
            await twilio.PublishAsync();
            var page = await FetchAsync(twilio, cursor, time);
            Assert.Equal([sid], page.Messages.Select(one => one.ExternalId));
            Assert.False(page.More);
            Assert.InRange(page.Cursor.Length, 10, 2000);
            cursor = page.Cursor;
        }
    }

    [Fact]
    public async Task Fetch_NewChannel_BeginsAtItsStartDate()
    {
        await using var twilio = TwilioApiStub.Start();
        Add(twilio, 40, n => TestSetup.Now.AddHours(-n));
        await twilio.PublishAsync();

        var page = await FetchAsync(twilio, null, startDate: TestSetup.Now.AddHours(-5));

        Assert.Equal(6, page.Messages.Count);
    }

    [Fact]
    public async Task Fetch_AfterManyDays_WalksThroughThemAndLosesNothing()
    {
        await using var twilio = TwilioApiStub.Start(pageSize: 7);
        Add(twilio, 50, n => TestSetup.Now.AddHours(-9 * n));
        await twilio.PublishAsync();
        List<string> offered = [];
        string? cursor = null;
        MessagePage page;
        do
        {
            page = await FetchAsync(twilio, cursor, startDate: TestSetup.Now.AddHours(-9 * 49), limit: 4);
            offered.AddRange(page.Messages.Select(one => one.ExternalId));
            cursor = page.Cursor;
            Assert.InRange(cursor.Length, 10, 4000);
            Assert.True(offered.Count <= 50, "each once");
        }
        while (page.More);

        Assert.Equal(Enumerable.Range(0, 50).Reverse().Select(n => TwilioSamples.Sid($"m{n}")), offered);
        var requests = await twilio.Scope.RequestsAsync("GET", TwilioApiStub.Messages);
        Assert.Contains(requests, request => request.Query("DateSent<") is not null);
    }

    [Fact]
    public async Task Fetch_MonthWithoutMessages_CrossedInOneFetch()
    {
        await using var twilio = TwilioApiStub.Start();
        Add(twilio, 1, _ => TestSetup.Now.AddMinutes(-3));
        await twilio.PublishAsync();

        var page = await FetchAsync(twilio, null, startDate: TestSetup.Now.AddDays(-30));

        Assert.Single(page.Messages);
        Assert.False(page.More);
        Assert.InRange((await twilio.Scope.RequestsAsync()).Count, 10, 20);
    }

    [Fact]
    public async Task Fetch_ReadTillTheEndInSmallPages_EachOnceInOrder()
    {
        await using var twilio = TwilioApiStub.Start(pageSize: 50);
        Add(twilio, 120, n => TestSetup.Now.AddMinutes(-7 * n));
        await twilio.PublishAsync();
        List<string> offered = [];
        string? cursor = null;
        MessagePage page;
        do
        {
            page = await FetchAsync(twilio, cursor, limit: 11);
            offered.AddRange(page.Messages.Select(one => one.ExternalId));
            cursor = page.Cursor;
        }
        while (page.More);

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(n => TwilioSamples.Sid($"m{n}")), offered);
        Assert.Empty((await FetchAsync(twilio, cursor)).Messages);
    }

    [Fact]
    public async Task Fetch_RepeatedPages_EachMessageOnce()
    {
        await using var twilio = TwilioApiStub.Start();
        var (one, two) = (Item("a", -2), Item("b", -1));
        await twilio.Scope.StubInTurnAsync(
            "GET",
            TwilioApiStub.Messages,
            Page([two], "PT1"), Page([two], "PT2"), Page([two, one], "PT3"), Page([one], null));

        var page = await FetchAsync(twilio, null);

        Assert.Equal([TwilioSamples.Sid("a"), TwilioSamples.Sid("b")], page.Messages.Select(message => message.ExternalId));
    }

    [Fact]
    public async Task Fetch_EndlessNextPages_FaultInsteadOfALoop()
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, Page([Item("a", -1)], "PT1"));

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => FetchAsync(twilio, null));

        Assert.Equal(("paging-endless", false), (fault.Code, fault.Permanent));
        Assert.InRange((await twilio.Scope.RequestsAsync()).Count, 2, 10);
    }

    [Theory]
    [InlineData("https://evil.example/2010-04-01/Accounts/AC1/Messages.json?PageToken=x")]
    [InlineData("//evil.example/2010-04-01/Messages.json")]
    [InlineData("@evil.example/2010-04-01/")]
    public async Task Fetch_NextPageElsewhere_NotFollowed(string next)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, WireMockAnswer.Json($$"""{"messages":[],"next_page_uri":"{{next}}"}"""));

        Assert.Equal("page-elsewhere", (await Assert.ThrowsAsync<ChannelFaultException>(() => FetchAsync(twilio, null))).Code);
    }

    [Theory]
    [InlineData("<html>maintenance</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"messages\":{}}")]
    [InlineData("{\"next_page_uri\":null}")]
    [InlineData("{\"messages\":[{\"sid\":\"SM1\"")]
    public async Task Fetch_AnswerThatIsNoList_TemporaryFault(string body)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, WireMockAnswer.Text(body, "application/json"));

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => FetchAsync(twilio, null));

        Assert.Equal(("answer-unreadable", false), (fault.Code, fault.Permanent));
    }

    [Theory]
    [InlineData(WireMockFault.EmptyResponse)]
    [InlineData(WireMockFault.ConnectionResetByPeer)]
    [InlineData(WireMockFault.MalformedResponseChunk)]
    [InlineData(WireMockFault.RandomDataThenClose)]
    public async Task Fetch_ConnectionBreaks_TemporaryFaultAndNextTimeAllIsThere(WireMockFault broken)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubInTurnAsync("GET", TwilioApiStub.Messages, WireMockAnswer.Failing(broken), Page([Item("a", -1)], null));

        await Assert.ThrowsAnyAsync<Exception>(() => FetchAsync(twilio, null));

        Assert.Single((await FetchAsync(twilio, null)).Messages);
    }

    [Fact]
    public async Task Fetch_ListThatDribbles_IsReadToItsEnd()
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, Page([Item("a", -2), Item("b", -1)], null) with { Dribble = (20, TimeSpan.FromMilliseconds(400)) });

        Assert.Equal(2, (await FetchAsync(twilio, null)).Messages.Count);
    }

    [Fact]
    public async Task FetchAgain_IdThatIsNone_GoneWithoutARequest()
    {
        await using var twilio = TwilioApiStub.Start();
        await using var source = TwilioSamples.Open(twilio.Options, twilio.Http).Source!;

        Assert.Equal(["../../x"], (await source.FetchAgainAsync(["../../x"], TestContext.Current.CancellationToken)).Gone);
        Assert.Empty(await twilio.Scope.RequestsAsync());
    }

    [Theory]
    [InlineData(429, "rate-limited")]
    [InlineData(503, "provider-down")]
    public async Task Fetch_ProviderAsksToWait_SaysHowLong(int status, string code)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, WireMockAnswer.Wait("90", status));

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => FetchAsync(twilio, null));

        Assert.Equal((code, TimeSpan.FromSeconds(90)), (fault.Code, fault.RetryAfter));
    }

    [Fact]
    public async Task Fetch_OtherNumbersAndOurAnswers_AreNotOurs()
    {
        await using var twilio = TwilioApiStub.Start();
        string Other(string name, string to, string? service = null, string direction = "inbound") =>
            TwilioSamples.Item(TwilioSamples.Sid(name), name, TestSetup.Now.AddMinutes(-5), direction, to: to, service: service);
        var page = Page(
            [Other("ours", TwilioSamples.OwnNumber), Other("chat", "whatsapp:" + TwilioSamples.OwnNumber), Other("other", "+15005550099"), Other("ack", TwilioSamples.OwnNumber, direction: "outbound-reply"),
             Other("service", "+15005550077", "MG00000000000000000000000000000001"), Other("otherservice", "+15005550077", "MG00000000000000000000000000000002")],
            null);
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, page);

        await using var numbers = TwilioSamples.Open(twilio.Options, twilio.Http).Source!;
        var byNumber = await numbers.FetchAsync(null, 100, TestContext.Current.CancellationToken);
        await using var source = TwilioSamples.Open(twilio.Options with { MessagingServiceSid = "MG00000000000000000000000000000001" }, twilio.Http).Source!;
        var byService = await source.FetchAsync(null, 100, TestContext.Current.CancellationToken);

        Assert.Equal(Ids("ours", "chat"), byNumber.Messages.Select(one => one.ExternalId).Order(StringComparer.Ordinal));
        Assert.Equal(Ids("ours", "chat", "service"), byService.Messages.Select(one => one.ExternalId).Order(StringComparer.Ordinal));

        static IEnumerable<string> Ids(params string[] names) => names.Select(name => TwilioSamples.Sid(name)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Fetch_ItemsWithoutAPossibleTime_AreHoles()
    {
        await using var twilio = TwilioApiStub.Start();
        var (undated, future) = (Item("undated", -1).Replace("\"date_", "\"day_", StringComparison.Ordinal), Item("future", 9 * 24 * 60));
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, Page([undated, future, Item("good", -1)], null));

        var page = await FetchAsync(twilio, null);

        Assert.Equal([TwilioSamples.Sid("good")], page.Messages.Select(one => one.ExternalId));
        Assert.Equal([("time-missing", true), ("time-missing", true)], page.Holes.Select(hole => (hole.Reason, hole.ExternalId == TwilioSamples.Sid("undated") || hole.ExternalId == TwilioSamples.Sid("future"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"s\":0,\"f\":1,\"d\":\"\"}")]
    [InlineData("{\"s\":1800,\"f\":\"x\",\"d\":\"\"}")]
    [InlineData("uid 17")]
    public async Task Fetch_CursorOfSomebodyElse_BeginsAnew(string cursor)
    {
        await using var twilio = TwilioApiStub.Start();
        Add(twilio, 3, n => TestSetup.Now.AddHours(-n));
        await twilio.PublishAsync();

        Assert.Equal(3, (await FetchAsync(twilio, cursor)).Messages.Count);
    }

    [Fact]
    public async Task Fetch_OverlapChangedInTheSettings_OffersTheWindowAgain()
    {
        await using var twilio = TwilioApiStub.Start();
        Add(twilio, 3, n => TestSetup.Now.AddHours(-n));
        await twilio.PublishAsync();
        var cursor = (await FetchAsync(twilio, null)).Cursor;
        await using var source = TwilioSamples.Open(twilio.Options with { PollOverlapHours = 24 }, twilio.Http).Source!;

        var page = await source.FetchAsync(cursor, 100, TestContext.Current.CancellationToken);

        Assert.Equal(3, page.Messages.Count);
        Assert.Empty((await source.FetchAsync(page.Cursor, 100, TestContext.Current.CancellationToken)).Messages);
    }

    [Fact]
    public async Task Fetch_AfterTheHook_SameExternalId()
    {
        await using var twilio = TwilioApiStub.Start();
        var sid = TwilioSamples.Sid("a");
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, Page([Item("a", -1)], null));

        var polled = Assert.Single((await FetchAsync(twilio, null)).Messages);
        var hooked = Assert.Single(Assert.IsType<WebhookVerdict.Take>(TwilioSamples.Post(TwilioSamples.Sms(sid, "a")).GivenTo(TwilioSamples.Receiver)).Messages);

        Assert.Equal(hooked.ExternalId, polled.ExternalId);
    }

    private static void Add(TwilioApiStub twilio, int count, Func<int, DateTimeOffset> at)
    {
        for (var n = count - 1; n >= 0; n--)
        {
            var sid = TwilioSamples.Sid(string.Create(CultureInfo.InvariantCulture, $"m{n}"));
            twilio.Items.Add((sid, TwilioSamples.Item(sid, "salam", at(n))));
        }
    }

    private static string Item(string name, int minutes) => TwilioSamples.Item(TwilioSamples.Sid(name), name, TestSetup.Now.AddMinutes(minutes));

    private static WireMockAnswer Page(IEnumerable<string> items, string? token) => WireMockAnswer.Text(
        new StringBuilder("{\"messages\":[").AppendJoin(',', items).Append("],\"next_page_uri\":").Append(token is null ? "null" : $"\"{TwilioApiStub.Messages}?PageToken={token}\"").Append('}').ToString(),
        "application/json");

    private static async Task<MessagePage> FetchAsync(
        TwilioApiStub twilio, string? cursor, TimeProvider? time = null, DateTimeOffset? startDate = null, int limit = 500, bool key = false)
    {
        var options = twilio.Options with
        {
            WhatsAppFrom = null, ReceivesAt = [], ApiKeySid = key ? "SK00000000000000000000000000000001" : null, ApiKeySecret = key ? "key secret" : null,
        };
        await using var source = TwilioSamples.Open(options, twilio.Http, time, startDate: startDate).Source!;
        return await source.FetchAsync(cursor, limit, TestContext.Current.CancellationToken);
    }
}
