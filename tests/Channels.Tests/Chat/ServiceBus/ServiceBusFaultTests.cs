using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.ServiceBus;

/// <summary>Broken connections, by WireMock: a request for a message whose answer is lost may have locked one, so it never goes out twice.</summary>
public sealed class ServiceBusFaultTests : IAsyncLifetime
{
    private readonly WireMockScope _scope = WireMockScope.Open();
    private readonly HttpClient _http = TestSetup.NewHttp();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<WireMockFault> Faults => [.. Enum.GetValues<WireMockFault>()];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fetch_AnswerLost_OneRequestAndATemporaryFault(WireMockFault fault)
    {
        // The connection has been used before: clients like to repeat on those.
        await _scope.StubInTurnAsync("POST", Head, new WireMockAnswer(204), WireMockAnswer.Failing(fault), new WireMockAnswer(204));
        await using var source = Open().Source!;
        Assert.Empty((await source.FetchAsync(null, 10, Stop)).Messages);

        // Headers that came and a body that did not: the message is known, and a hole.
        var page = await Record.ExceptionAsync(() => source.FetchAsync(null, 1, Stop));

        Assert.Equal(2, (await _scope.RequestsAsync("POST", Head)).Count);
        Assert.False(page is ChannelFaultException { Permanent: true } or OperationCanceledException);
        Assert.Empty((await source.FetchAsync(null, 10, Stop)).Messages);
    }

    [Fact]
    public async Task Fetch_BodyDribbles_IsReadWhole()
    {
        var body = Bots.Event("alpha");
        await _scope.StubInTurnAsync(
            "POST",
            Head,
            WireMockAnswer.Text(body, status: 201) with
            {
                Headers = new Dictionary<string, string> { ["BrokerProperties"] = """{"SequenceNumber":5,"LockToken":"ab"}""" },
                Dribble = (20, TimeSpan.FromMilliseconds(400)),
            },
            new WireMockAnswer(204));
        await using var source = Open().Source!;

        var message = Assert.Single((await source.FetchAsync(null, 10, Stop)).Messages);

        Assert.Equal(("5", body), (message.ExternalId, System.Text.Encoding.UTF8.GetString(message.Raw.Span)));
        Assert.Equal(["5"], await SettledAsync(source));
        Assert.Single(await _scope.RequestsAsync("DELETE", "/complaints/messages/5/ab"));
    }

    [Fact]
    public async Task Fetch_StormOf503AfterAMessage_MessageIsOfferedAndTheFaultShowsNext()
    {
        await _scope.StubInTurnAsync(
            "POST",
            Head,
            WireMockAnswer.Text(Bots.Event("alpha"), status: 201) with { Headers = new Dictionary<string, string> { ["BrokerProperties"] = """{"SequenceNumber":5}""" } },
            WireMockAnswer.Wait("3", 503));
        await using var source = Open().Source!;

        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Single(page.Messages);
        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(page.Cursor, 10, Stop));
        Assert.Equal(("provider-down", TimeSpan.FromSeconds(3)), (fault.Code, fault.RetryAfter));
    }

    [Fact]
    public async Task Test_QueueAnswersThatThereIsNoSuchLock_HealthyAndNothingReceivedOrSent()
    {
        var report = await Open().Test.TestAsync(Stop);

        Assert.True(report.Healthy, report.Summary);
        var request = Assert.Single(await _scope.RequestsAsync());
        Assert.Equal(("POST", "/complaints/messages/0/00000000-0000-0000-0000-000000000000"), (request.Method, request.Path));
        Assert.DoesNotContain(Bots.Key, report.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "KeyName")]
    [InlineData(403, "Listen")]
    [InlineData(410, "Queue")]
    [InlineData(500, "HTTP 500")]
    [InlineData(200, "check Endpoint")]
    [InlineData(302, "check Endpoint")]
    [InlineData(400, "check Endpoint")]
    public async Task Test_BrokerSaysNo_SaysWhatToDo(int status, string advice)
    {
        await _scope.StubAsync(new WireMockStub("POST", "/complaints/.*", new WireMockAnswer(status)) { PathIsPattern = true });

        var report = await Open().Test.TestAsync(Stop);

        Assert.False(report.Healthy);
        Assert.Contains(advice, report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_APageOfSomebodyElse_Unhealthy()
    {
        await _scope.StubAsync(new WireMockStub("POST", "/complaints/.*", WireMockAnswer.Text("<html>no such page</html>", "text/html", 404)) { PathIsPattern = true });

        var report = await Open().Test.TestAsync(Stop);

        Assert.False(report.Healthy);
        Assert.Contains("check Endpoint", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_NobodyListens_SaysSo()
    {
        await using var stub = HttpStub.Start();
        stub.GoDown();

        var report = await Bots.Open(Bots.Options($"http://127.0.0.1:{stub.Port}"), _http).Test.TestAsync(Stop);

        Assert.False(report.Healthy);
        Assert.Contains("no connection (unreachable)", report.Summary, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _scope.DisposeAsync();
    }

    private const string Head = "/complaints/messages/head";

    /// <summary>The scope's first path segment is part of the entity's path.</summary>
    private ChannelParts Open()
    {
        var url = new Uri(_scope.BaseUrl);
        return Bots.Open(Bots.Options(url.GetLeftPart(UriPartial.Authority)) with { Queue = $"{url.AbsolutePath.Trim('/')}/complaints" }, _http);
    }

    private async Task<IReadOnlyList<string>> SettledAsync(IMessageSource source)
    {
        await _scope.StubAsync("DELETE", "/complaints/messages/5/ab", new WireMockAnswer(200));
        return await source.SettleAsync(["5"], Stop);
    }
}
