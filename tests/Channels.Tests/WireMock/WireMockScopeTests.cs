using System.IO.Compression;
using System.Text;
using TestSupport;

namespace Channels.Tests.WireMock;

/// <summary>What the tests of HTTP providers rely on.</summary>
public sealed class WireMockScopeTests : IAsyncLifetime
{
    private readonly WireMockScope _scope = WireMockScope.Open();
    private readonly HttpClient _client = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stub_WithQueryHeaderAndBody_AnswersOnlyWhatFits()
    {
        await _scope.StubAsync(new WireMockStub("POST", "/messages", WireMockAnswer.Json("""{"id":"1"}""", 201))
        {
            Query = new Dictionary<string, string?> { ["page"] = "2", ["cursor"] = null },
            Headers = new Dictionary<string, string?> { ["Authorization"] = "Bearer x" },
            BodyJson = """{"b":2,"a":1}""",
        });

        Assert.Equal((201, """{"id":"1"}"""), await PostAsync("/messages?page=2", "Bearer x", """{"a":1, "b":2}"""));
        Assert.Equal(404, (await PostAsync("/messages?page=2", "Bearer y", """{"a":1,"b":2}""")).Status);
        Assert.Equal(404, (await PostAsync("/messages?page=2&cursor=3", "Bearer x", """{"a":1,"b":2}""")).Status);
        Assert.Equal(404, (await PostAsync("/messages?page=2", "Bearer x", """{"a":1}""")).Status);
    }

    [Fact]
    public async Task Stub_WithFormAndPattern_AnswersFromTheRequest()
    {
        await _scope.StubAsync(new WireMockStub("POST", "/accounts/[0-9]+/send", WireMockAnswer.Text("to {{request.path.[2]}} from {{request.query.from}}") with { Templated = true })
        {
            PathIsPattern = true,
            Form = new Dictionary<string, string?> { ["To"] = "+994501234567" },
        });

        using var content = new FormUrlEncodedContent([KeyValuePair.Create("To", "+994501234567"), KeyValuePair.Create("Body", "salam ə")]);
        using var response = await _client.PostAsync(_scope.Url("/accounts/17/send?from=us"), content, Cancel);

        Assert.Equal("to 17 from us", await response.Content.ReadAsStringAsync(Cancel));
        var request = Assert.Single(await _scope.RequestsAsync());
        Assert.Equal("salam ə", request.Form("Body"));
        Assert.Null(request.Form("From"));
    }

    [Fact]
    public async Task StubInTurn_AskedFourTimes_RepeatsTheLastAnswer()
    {
        await _scope.StubInTurnAsync("GET", "/list", new WireMockAnswer(503), WireMockAnswer.Wait("7"), WireMockAnswer.Json("[]"));

        List<int> statuses = [];
        for (var asked = 0; asked < 4; asked++)
        {
            statuses.Add(await GetAsync("/list"));
        }

        Assert.Equal([503, 429, 200, 200], statuses);
    }

    [Fact]
    public async Task Requests_OfTwoScopes_AreKeptApartInOrder()
    {
        await using var other = WireMockScope.Open();
        await _client.GetAsync(other.Url("/a"), Cancel);
        await GetAsync("/b?x=1%2B2&x=3&y=");
        await GetAsync("/c");

        var requests = await _scope.RequestsAsync();

        Assert.Equal(["/b?x=1%2B2&x=3&y=", "/c"], requests.Select(request => request.Target));
        Assert.Equal(("1+2", "", null), (requests[0].Query("x"), requests[0].Query("y"), requests[0].Query("z")));
        Assert.Equal("/a", Assert.Single(await other.RequestsAsync("GET", "/a")).Path);
        Assert.Empty(await _scope.RequestsAsync("POST"));
    }

    [Fact]
    public async Task Dispose_OfAScope_TakesItsStubsAndJournalAlong()
    {
        var gone = WireMockScope.Open();
        await gone.StubAsync("GET", "/a", new WireMockAnswer(204));
        await _client.GetAsync(gone.Url("/a"), Cancel);

        await gone.DisposeAsync();

        Assert.Empty(await gone.RequestsAsync());
        using var response = await _client.GetAsync(gone.Url("/a"), Cancel);
        Assert.Equal(404, (int)response.StatusCode);
        await gone.DisposeAsync();
    }

    [Theory]
    [InlineData(WireMockFault.EmptyResponse)]
    [InlineData(WireMockFault.ConnectionResetByPeer)]
    [InlineData(WireMockFault.MalformedResponseChunk)]
    [InlineData(WireMockFault.RandomDataThenClose)]
    public async Task Fault_Any_BreaksTheAnswerButNotTheJournal(WireMockFault fault)
    {
        await _scope.StubAsync("POST", "/send", WireMockAnswer.Failing(fault));

        using var content = new StringContent("hello");
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.PostAsync(_scope.Url("/send"), content, Cancel));

        Assert.Equal("hello", Assert.Single(await _scope.RequestsAsync("POST", "/send")).Text);
    }

    [Fact]
    public async Task Delay_Long_IsInTheJournalBeforeItsAnswer()
    {
        await _scope.StubAsync("GET", "/slow", new WireMockAnswer { Delay = TimeSpan.FromMinutes(5) });
        using var stop = new CancellationTokenSource();

        var asking = _client.GetAsync(_scope.Url("/slow"), stop.Token);
        await _scope.WaitForRequestsAsync(1, "/slow");

        Assert.False(asking.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Dribble_Slow_SendsTheHeadersWithTheFirstPiece()
    {
        await _scope.StubAsync("GET", "/drip", WireMockAnswer.Text(new string('x', 3000)) with { Dribble = (3000, TimeSpan.FromMinutes(5)) });
        using var stop = new CancellationTokenSource();

        using var response = await _client.GetAsync(_scope.Url("/drip"), HttpCompletionOption.ResponseHeadersRead, Cancel);
        var reading = response.Content.ReadAsStringAsync(stop.Token);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.False(reading.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Body_OfCompressedBytes_ComesAsItIs()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("çox sağ ol"));
        }

        await _scope.StubAsync("GET", "/gz", new WireMockAnswer
        {
            Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" }, Body = compressed.ToArray(),
        });

        using var response = await _client.GetAsync(_scope.Url("/gz"), Cancel);

        Assert.Equal(compressed.ToArray(), await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _scope.DisposeAsync();
    }

    private async Task<int> GetAsync(string path)
    {
        using var response = await _client.GetAsync(_scope.Url(path), Cancel);
        return (int)response.StatusCode;
    }

    private async Task<(int Status, string Body)> PostAsync(string path, string authorization, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _scope.Url(path)) { Content = new StringContent(json) };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _client.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
