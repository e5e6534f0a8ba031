using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Outbound;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Outbound;

public sealed class RepetitionTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private readonly ProviderRig _rig = new();

    public static TheoryData<WireMockFault> Faults => [.. Enum.GetValues<WireMockFault>()];

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Get_TwoFaultyStatusesThenAnAnswer_GivesTheAnswer(int status)
    {
        await _rig.Provider.StubInTurnAsync("GET", "/list", new WireMockAnswer(status), new WireMockAnswer(status), WireMockAnswer.Json("[]"));

        Assert.Equal(200, await _rig.StatusAsync("GET", "/list"));

        Assert.Equal(3, await _rig.ArrivedAsync());
        Assert.Equal(2, ShortWaits().Count());
        Assert.All(ShortWaits(), wait => Assert.InRange(wait.TotalSeconds, 0.1, 2));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Get_TwoBrokenConnectionsThenAnAnswer_GivesTheWholeAnswer(WireMockFault fault)
    {
        await _rig.Provider.StubInTurnAsync("GET", "/list", WireMockAnswer.Failing(fault), WireMockAnswer.Failing(fault), WireMockAnswer.Json("""{"page":1}"""));

        using var response = await _rig.SendAsync("GET", "/list");

        Assert.Equal("""{"page":1}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await _rig.ArrivedAsync());
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_RepeatableMethods_AreSentAgain(string method)
    {
        await _rig.Provider.StubInTurnAsync(method, "/thing", WireMockAnswer.Failing(WireMockFault.ConnectionResetByPeer), new WireMockAnswer(503), new WireMockAnswer(204));

        Assert.Equal(204, await _rig.StatusAsync(method, "/thing"));

        Assert.Equal(3, await _rig.ArrivedAsync());
    }

    [Fact]
    public async Task Get_FaultyThreeTimes_GivesTheLastAnswer()
    {
        await _rig.Provider.StubAsync("GET", "/list", new WireMockAnswer(502));

        Assert.Equal(502, await _rig.StatusAsync("GET", "/list"));

        Assert.Equal(3, await _rig.ArrivedAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(501)]
    [InlineData(302)]
    public async Task Get_AnsweredForGood_IsSentOnce(int status)
    {
        await _rig.Provider.StubAsync("GET", "/list", new WireMockAnswer(status) { Headers = new Dictionary<string, string> { ["Location"] = "/elsewhere" } });

        Assert.Equal(status, await _rig.StatusAsync("GET", "/list"));

        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Post_BrokenAfterItsBody_IsSentOnce(WireMockFault fault)
    {
        await _rig.Provider.StubAsync("POST", "/send", WireMockAnswer.Failing(fault));

        // A broken body is found by who reads it: the status says that the message was taken.
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await _rig.SendAsync("POST", "/send");
            await response.Content.ReadAsStringAsync();
        });

        Assert.Equal("hello", Assert.Single(await _rig.Provider.RequestsAsync()).Text);
        Assert.Empty(ShortWaits());
    }

    [Theory]
    [InlineData("POST", 408)]
    [InlineData("POST", 429)]
    [InlineData("POST", 500)]
    [InlineData("POST", 503)]
    [InlineData("PATCH", 503)]
    public async Task Post_AnsweredWithAFault_IsSentOnce(string method, int status)
    {
        await _rig.Provider.StubAsync(method, "/send", new WireMockAnswer(status));

        Assert.Equal(status, await _rig.StatusAsync(method, "/send"));

        Assert.Equal(1, await _rig.ArrivedAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Any_NobodyListens_IsSentOnceSomebodyDoes(string method)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://{server.LocalEndPoint}/send") { Content = new StringContent("hello") };

        var sending = _rig.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await Wait.UntilAsync(() => ShortWaits().Any(), "the refused request waits for its next try");
        server.Listen();
        var serving = ServeOneAsync(server);
        using var response = await _rig.Time.PassAsync(sending, Short);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.EndsWith("hello", await serving);
    }

    [Fact]
    public async Task Post_NobodyListensAtAll_SaysSo()
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{server.LocalEndPoint}/send") { Content = new StringContent("hello") };

        var fault = await Assert.ThrowsAsync<HttpRequestException>(
            () => _rig.Time.PassAsync(_rig.Client.SendAsync(request, TestContext.Current.CancellationToken), Short));

        Assert.Equal(HttpRequestError.ConnectionError, fault.HttpRequestError);
        Assert.Equal(2, ShortWaits().Count());
    }

    [Fact]
    public async Task Post_ConnectionNeverMade_IsTriedAgainAndSaysSo()
    {
        await using var server = new ScriptedServer(session => session.StallAsync());
        using var client = ChannelHttp.NewClient(
            "bot", new ProviderLimits(), new OutboundOptions { ConnectWithin = TimeSpan.FromMilliseconds(100) }, _rig.Log, _rig.Time, () => 0.5);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://127.0.0.1:{server.Port}/") { Content = new StringContent("hello") };

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(
            () => _rig.Time.PassAsync(client.SendAsync(request, TestContext.Current.CancellationToken), Short));

        Assert.Equal("connect-timeout", fault.Code);
        Assert.Equal(2, ShortWaits().Count());
    }

    [Fact]
    public async Task Get_CertificateOfAnother_IsNotTriedAgain()
    {
        var server = MailServer.Running;
        var url = new Uri($"https://{server.SelfSignedHost}:{server.ImapsPort}/");

        await Assert.ThrowsAsync<HttpRequestException>(() => _rig.Time.PassAsync(_rig.Client.GetAsync(url, TestContext.Current.CancellationToken), Short));

        Assert.Empty(ShortWaits());
    }

    [Theory]
    [InlineData("GET", 3)]
    [InlineData("POST", 2)]
    public async Task Any_KeptConnectionThatBreaks_IsSentAgainOnlyWhereItMayBe(string method, int requests)
    {
        var heard = 0;
        await using var server = new ScriptedServer(async session =>
        {
            await session.HearUntilAsync("");
            await session.SayAsync("HTTP/1.1 204 Fine\r\n\r\n");
            if (Interlocked.Increment(ref heard) == 1)
            {
                // The connection is kept for the next request, which gets no answer.
                await session.HearUntilAsync("");
                Interlocked.Increment(ref heard);
            }
        });
        var url = new Uri($"http://127.0.0.1:{server.Port}/");
        using var first = await _rig.Client.GetAsync(url, TestContext.Current.CancellationToken);

        using var second = new HttpRequestMessage(new HttpMethod(method), url);
        var sending = _rig.Time.PassAsync(_rig.Client.SendAsync(second, TestContext.Current.CancellationToken), Short);
        if (method == "GET")
        {
            Assert.Equal(204, (int)(await sending).StatusCode);
        }
        else
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        }

        Assert.Equal(requests, Volatile.Read(ref heard));
    }

    /// <summary>As signatures with a nonce need it.</summary>
    [Fact]
    public async Task Get_PreparedForEachTry_LeavesDifferentEachTime()
    {
        await _rig.Provider.StubInTurnAsync("GET", "/list", new WireMockAnswer(503), WireMockAnswer.Failing(WireMockFault.ConnectionResetByPeer), WireMockAnswer.Json("[]"));
        var nonce = 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, _rig.Provider.Url("/list"));
        EachTry.Prepare(request, one =>
        {
            one.Headers.Remove("X-Nonce");
            one.Headers.Add("X-Nonce", (++nonce).ToString(CultureInfo.InvariantCulture));
        });

        using var response = await _rig.Time.PassAsync(_rig.Client.SendAsync(request, TestContext.Current.CancellationToken), Short);

        var nonces = (await _rig.Provider.RequestsAsync()).Select(one => one.Headers["X-Nonce"]).ToArray();
        Assert.Equal(3, nonces.Length);
        Assert.Equal(3, nonces.Distinct(StringComparer.Ordinal).Count());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private static async Task<string> ServeOneAsync(Socket server)
    {
        using var connection = await server.AcceptAsync();
        var text = "";
        var buffer = new byte[4096];
        while (!text.EndsWith("hello", StringComparison.Ordinal))
        {
            var read = await connection.ReceiveAsync(buffer);
            Assert.NotEqual(0, read);
            text += Encoding.ASCII.GetString(buffer, 0, read);
        }

        await connection.SendAsync("HTTP/1.1 204 Fine\r\nConnection: close\r\n\r\n"u8.ToArray());
        return text;
    }

    /// <summary>The waits between tries; time-outs are longer.</summary>
    private IEnumerable<TimeSpan> ShortWaits() => _rig.Time.Waits.Where(wait => wait <= Short);
}
