using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.ServiceBus;

public sealed class ServiceBusSourceTests : IAsyncLifetime
{
    private readonly BrokerStub _broker = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(100) };
    private readonly FixedTime _time = new(TestSetup.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_Message_IdFromTheBrokerAndItsOwnTimeAndContext()
    {
        _broker.Add(Bots.Event("alpha"), "application/json; charset=utf-8", """
            "MessageId":"m=1;x","CorrelationId":"c-9","SessionId":"s\u0131","ReplyTo":"bot-replies","ReplyToSessionId":"r-2"
            """);
        await using var source = Open();

        var message = Assert.Single((await source.FetchAsync(null, 10, Stop)).Messages);

        Assert.Equal($"1@{TestSetup.Now.AddMinutes(-1).ToUnixTimeSeconds()}", message.ExternalId);
        Assert.Equal(TestSetup.Now.AddMinutes(-1), message.ArrivedAt);
        Assert.Equal("type=application%2Fjson%3B%20charset%3Dutf-8;id=m%3D1%3Bx;correlation=c-9;session=s%C4%B1;replyTo=bot-replies;replySession=r-2", message.Context);
    }

    [Fact]
    public async Task Settle_AfterTheFetch_CompletesAtTheBroker()
    {
        Add("alpha", "bravo");
        await using var source = Open();
        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Equal(2, (await source.SettleAsync(Ids(page), Stop)).Count);

        Assert.Empty(_broker.Messages);
        Assert.Empty((await source.FetchAsync(page.Cursor, 10, Stop)).Messages);
    }

    [Fact]
    public async Task Settle_LockLost_MessageComesAgainUnderItsIdAndIsCompletedThen()
    {
        Add("alpha");
        await using var source = Open();
        var first = await source.FetchAsync(null, 10, Stop);
        _broker.EndLocks();
        _time.Now += TimeSpan.FromMinutes(2);

        Assert.Equal(Ids(first), await source.SettleAsync(Ids(first), Stop));
        Assert.Single(_broker.Messages);

        var again = await source.FetchAsync(first.Cursor, 10, Stop);
        Assert.Equal(Ids(first), Ids(again));
        await source.SettleAsync(Ids(again), Stop);
        Assert.Empty(_broker.Messages);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Settle_BrokerBusy_NotDoneAndDoneLater(int status)
    {
        Add("alpha");
        await using var source = Open();
        var page = await source.FetchAsync(null, 10, Stop);
        _broker.Instead = _ => HttpStub.Reply(status);
        Assert.Empty(await source.SettleAsync(Ids(page), Stop));

        _broker.Instead = null;

        Assert.Equal(Ids(page), await source.SettleAsync(Ids(page), Stop));
        Assert.Empty(_broker.Messages);
    }

    [Fact]
    public async Task Fetch_NotCommittedYet_SamePageWithoutAskingTheBroker()
    {
        Add("alpha", "bravo", "charlie");
        await using var source = Open();
        var page = await source.FetchAsync("7", 2, Stop);
        var asked = _broker.Count("POST", "/head");

        var again = await source.FetchAsync("7", 2, Stop);

        Assert.Equal(Ids(page), Ids(again));
        Assert.Equal((page.Cursor, page.More), (again.Cursor, again.More));
        Assert.Equal(asked, _broker.Count("POST", "/head"));
        Assert.All(_broker.Messages, message => Assert.InRange(message.Deliveries, 0, 1));
    }

    [Fact]
    public async Task Fetch_NotCommittedForLong_LocksAreRenewedSoThatNothingIsDeadLettered()
    {
        Add("alpha");
        await using var source = Open();
        var page = await source.FetchAsync(null, 10, Stop);
        for (var minute = 0; minute < 20; minute++)
        {
            _time.Now += TimeSpan.FromSeconds(50);
            Assert.Equal(Ids(page), Ids(await source.FetchAsync(null, 10, Stop)));
        }

        Assert.Equal(1, Assert.Single(_broker.Messages).Deliveries);
        await source.SettleAsync(Ids(page), Stop);
        Assert.Empty(_broker.Messages);
    }

    [Fact]
    public async Task Fetch_LongQueue_SaysNoMoreBeforeTheFirstLocksEnd()
    {
        Add("a1x", "a2x", "a3x", "a4x");
        await using var source = Open();
        var first = await source.FetchAsync(null, 2, Stop);
        Assert.True(first.More);
        _time.Now += TimeSpan.FromSeconds(31);

        var second = await source.FetchAsync(first.Cursor, 2, Stop);
        Assert.False(second.More);
        Assert.Empty(second.Messages);
        await source.SettleAsync(Ids(first), Stop);
        await source.WaitAsync(TimeSpan.FromMinutes(5), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(2, (await source.FetchAsync(second.Cursor, 2, Stop)).Messages.Count);
    }

    [Fact]
    public async Task Wait_MessageArrives_ReturnsAndTheNextFetchHasIt()
    {
        await using var source = Open();
        var empty = await source.FetchAsync(null, 10, Stop);
        var waiting = source.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        await Wait.UntilAsync(() => _broker.Count("POST", "timeout=50") == 1, "the long poll");

        Add("alpha");

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Single((await source.FetchAsync(empty.Cursor, 10, Stop)).Messages);
        Assert.Equal(1, _broker.Messages[0].Deliveries);
    }

    [Fact]
    public async Task Wait_CancelledByTheHost_RequestGoesOnAndItsMessageIsNotLost()
    {
        await using var source = Open();
        await source.FetchAsync(null, 10, Stop);
        using var schedule = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var waiting = source.WaitAsync(TimeSpan.FromMinutes(1), schedule.Token);
        await Wait.UntilAsync(() => _broker.Count("POST", "timeout=50") == 1, "the long poll");
        await schedule.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Add("alpha");

        Assert.Single((await source.FetchAsync(null, 1, Stop)).Messages);
        Assert.Equal(1, _broker.Messages[0].Deliveries);
    }

    [Fact]
    public async Task Dispose_UnsettledMessages_AreUnlockedAtOnce()
    {
        Add("alpha", "bravo");
        await using (var source = Open())
        {
            await source.FetchAsync(null, 1, Stop);
        }

        Assert.All(_broker.Messages, message => Assert.Null(message.Lock));
    }

    [Fact]
    public async Task Settle_MessageTooLarge_OriginalStaysForTheDeadLetterQueue()
    {
        Add(new string('x', 70_000));
        await using var source = Open();
        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Equal(Ids(page), await source.SettleAsync(Ids(page), Stop));

        Assert.Single(_broker.Messages);
        Assert.Equal(0, _broker.Count("DELETE", "/"));
    }

    [Fact]
    public async Task Settle_LocationLeadsElsewhere_IsNotFollowed()
    {
        await using var thief = HttpStub.Start();
        _broker.LocationBase = $"http://127.0.0.1:{thief.Port}";
        Add("alpha");
        await using var source = Open();
        var page = await source.FetchAsync(null, 10, Stop);

        await source.SettleAsync(Ids(page), Stop);

        Assert.Empty(thief.Requests);
        Assert.Empty(_broker.Messages);
    }

    [Fact]
    public async Task Fetch_PrimaryKeyChangedAtTheNamespace_SecondaryIsUsedFromThenOn()
    {
        Add("alpha", "bravo");
        List<string> seen = [];
        _broker.Instead = request =>
        {
            seen.Add(request.Headers["Authorization"]);
            return seen.Count == 1 ? HttpStub.Reply(401) : HttpStub.Reply(204);
        };
        await using var source = Bots.Open(Bots.Options(_broker.Endpoint) with { Keys = [Bots.Key, Bots.OtherKey] }, _http, _time).Source!;

        await source.FetchAsync(null, 10, Stop);
        await source.FetchAsync(null, 10, Stop);

        Assert.Equal(3, seen.Count);
        Assert.NotEqual(seen[0], seen[1]);
        Assert.Equal(seen[1], seen[2]);
        Assert.StartsWith($"SharedAccessSignature sr={Uri.EscapeDataString(_broker.Endpoint)}%2Fcomplaints&sig=", seen[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_BothKeysRefused_PermanentFaultAfterOneTryEach()
    {
        _broker.Instead = _ => HttpStub.Reply(401);
        await using var source = Bots.Open(Bots.Options(_broker.Endpoint) with { Keys = [Bots.Key, Bots.OtherKey] }, _http, _time).Source!;

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 10, Stop));

        Assert.Equal(("login-refused", true), (fault.Code, fault.Permanent));
        Assert.Equal(2, _broker.Http.Requests.Count);
    }

    [Theory]
    [InlineData(400, "unexpected-answer", false, null)]
    [InlineData(403, "not-allowed", true, null)]
    [InlineData(404, "queue-missing", true, null)]
    [InlineData(410, "queue-missing", true, null)]
    [InlineData(429, "rate-limited", false, "Retry-After: 7")]
    [InlineData(503, "provider-down", false, "x-ms-retry-after-ms: 7000")]
    [InlineData(500, "provider-down", false, null)]
    public async Task Fetch_BrokerSaysNo_FaultSaysWhat(int status, string code, bool permanent, string? wait)
    {
        _broker.Instead = _ => HttpStub.Reply(status, "words of the broker", wait is null ? [] : [wait]);
        await using var source = Open();

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 10, Stop));

        Assert.Equal((code, permanent, wait is null ? (TimeSpan?)null : TimeSpan.FromSeconds(7)), (fault.Code, fault.Permanent, fault.RetryAfter));
        Assert.DoesNotContain("words of", fault.ToString(), StringComparison.Ordinal);
        Assert.Single(_broker.Http.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"SequenceNumber":"x","EnqueuedTimeUtc":7,"LockToken":null,"MessageId":"\ud800"}""")]
    public async Task Fetch_PropertiesUnreadable_MessageIsOfferedAllTheSame(string properties)
    {
        var left = 2;
        _broker.Instead = request => request.Method != "POST" || left-- <= 0
            ? HttpStub.Reply(request.Method == "POST" ? 204 : 200)
            : HttpStub.Reply(201, Bots.Event("alpha"), $"BrokerProperties: {properties}", $"Location: {_broker.Endpoint}/complaints/messages/1/abc");
        await using var source = Open();

        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Equal(2, page.Messages.Count);
        Assert.Equal(page.Messages[0].ExternalId, page.Messages[1].ExternalId);
        Assert.StartsWith("hash-", page.Messages[0].ExternalId, StringComparison.Ordinal);
        await source.SettleAsync([page.Messages[0].ExternalId], Stop);
        Assert.Equal(1, _broker.Count("DELETE", "/complaints/messages/1/abc"));
    }

    [Fact]
    public async Task Fetch_TopicsSubscription_IsAPathToo()
    {
        _broker.Instead = _ => HttpStub.Reply(204);
        await using var source = Bots.Open(Bots.Options(_broker.Endpoint) with { Queue = "bots/subscriptions/complaints" }, _http, _time).Source!;

        await source.FetchAsync(null, 10, Stop);

        var request = Assert.Single(_broker.Http.Requests);
        Assert.Equal(("POST", "/bots/subscriptions/complaints/messages/head?timeout=0"), (request.Method, request.Target));
        Assert.Equal("0", request.Headers["Content-Length"]);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _broker.DisposeAsync();
    }

    private IMessageSource Open() => Bots.Open(Bots.Options(_broker.Endpoint), _http, _time).Source!;

    private void Add(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            _broker.Add(Bots.Event(text));
        }
    }

    private static string[] Ids(MessagePage page) => [.. page.Messages.Select(message => message.ExternalId)];
}
