using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

public sealed class XTokensTests : IAsyncDisposable
{
    private readonly XTimeline _x = new();
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = TestSetup.NewHttp();
    private readonly XClock _clock = new(TestSetup.Now);
    private int _given;

    /// <summary>Gives the tokens a1 and r1, a2 and r2 …; the last refresh token only is good, and each once.</summary>
    public XTokensTests() => _x.Instead = request =>
    {
        var expected = $"refresh_token=r{_given}&";
        return request.Target != "/2/oauth2/token" ? null
            : Encoding.ASCII.GetString(request.Body).Contains(expected, StringComparison.Ordinal) ? Grant(++_given)
            : XTimeline.Json("""{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""", 400);
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => _folder["x.tokens"];

    [Fact]
    public async Task Get_FirstTime_RefreshesAndKeepsThePairOnDisk()
    {
        Assert.Equal("a1", await Tokens().GetAsync(Stop));

        var asked = Assert.Single(_x.Requests);
        Assert.Equal("grant_type=refresh_token&refresh_token=r0&client_id=client-17", Encoding.ASCII.GetString(asked.Body));
        Assert.Equal("Basic " + Convert.ToBase64String("client-17:s%3Acret"u8), asked.Headers["Authorization"]);
        var kept = XTokenPair.Read(await System.IO.File.ReadAllBytesAsync(File, Stop));
        Assert.Equal(("a1", "r1", TestSetup.Now.AddHours(2)), (kept!.AccessToken, kept.RefreshToken, kept.EndsAt));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task Get_PublicClient_SendsNoSecret()
    {
        await Tokens(options => options with { ClientSecret = null }).GetAsync(Stop);

        Assert.False(_x.Requests[0].Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Get_AgainAndAfterARestart_OneRefreshUntilShortlyBeforeTheEnd()
    {
        var tokens = Tokens();
        await tokens.GetAsync(Stop);
        _clock.Now += TimeSpan.FromMinutes(114);
        Assert.Equal("a1", await tokens.GetAsync(Stop));
        Assert.Equal("a1", await Tokens().GetAsync(Stop));
        _clock.Now += TimeSpan.FromMinutes(2);

        Assert.Equal("a2", await Tokens().GetAsync(Stop));
        Assert.Equal("a2", await tokens.GetAsync(Stop));
        Assert.Equal(2, _x.Requests.Count);
    }

    [Fact]
    public async Task Get_ManyWorkersOnOneFile_RefreshOnce()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () => await Tokens().GetAsync(Stop), Stop)));

        Assert.All(all, token => Assert.Equal("a1", token));
        Assert.Single(_x.Requests);
    }

    [Fact]
    public async Task Reject_TheTokenInForce_NextOneIsAskedFor()
    {
        var tokens = Tokens();
        await tokens.GetAsync(Stop);
        tokens.Reject("somebody else's");
        Assert.Equal("a1", await tokens.GetAsync(Stop));
        tokens.Reject("a1");

        Assert.Equal("a2", await tokens.GetAsync(Stop));

        // Another worker, which X refuses the old one too, finds the new one in the file.
        var other = Tokens();
        other.Reject("a1");
        Assert.Equal("a2", await other.GetAsync(Stop));
        Assert.Equal(2, _x.Requests.Count);
    }

    [Fact]
    public async Task Get_AnotherRefreshTokenInTheSettings_BeginsAnew()
    {
        await Tokens().GetAsync(Stop);
        _given = 70;

        Assert.Equal("a71", await Tokens(options => options with { RefreshToken = "r70" }).GetAsync(Stop));
        Assert.Equal("a71", await Tokens(options => options with { RefreshToken = "r70" }).GetAsync(Stop));
        Assert.Equal(2, _x.Requests.Count);
    }

    [Fact]
    public async Task Get_BrokenFile_BeginsWithTheSettings()
    {
        await System.IO.File.WriteAllTextAsync(File, "{\"origin\":", Stop);

        Assert.Equal("a1", await Tokens().GetAsync(Stop));
    }

    [Theory]
    [InlineData(400, "token-refused", true)]
    [InlineData(401, "token-refused", true)]
    [InlineData(403, "token-refused", true)]
    [InlineData(429, "rate-limited", false)]
    [InlineData(503, "provider-down", false)]
    [InlineData(200, "token-unavailable", false)]
    public async Task Get_Refused_SaysSoAndKeepsWhatThereIs(int status, string code, bool permanent)
    {
        await Tokens().GetAsync(Stop);
        var before = await System.IO.File.ReadAllTextAsync(File, Stop);
        _clock.Now += TimeSpan.FromHours(3);
        _x.Instead = _ => XTimeline.Json("""{"error":"r1 a1 s:cret"}""", status);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(async () => await Tokens().GetAsync(Stop));

        Assert.Equal((code, permanent), (fault.Code, fault.Permanent));
        Assert.Equal(before, await System.IO.File.ReadAllTextAsync(File, Stop));
        Assert.All((string[])["r0", "r1", "a1", "s:cret", "client-17"], secret => Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_NobodyAnswers_Temporary()
    {
        _x.GoDown();

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(async () => await Tokens().GetAsync(Stop));

        Assert.Equal(("token-unavailable", false), (fault.Code, fault.Permanent));
    }

    /// <summary>Before the refresh token is used up: with nowhere to keep its successor the account would be locked out.</summary>
    [Theory]
    [InlineData("no-such-folder/x.tokens")]
    [InlineData("a-file/x.tokens")]
    public async Task Get_FileThatCannotBeWritten_ToldBeforeTheTokenIsUsed(string name)
    {
        await System.IO.File.WriteAllTextAsync(_folder["a-file"], "", Stop);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(async () => await Tokens(options => options with { TokenFile = _folder[name] }).GetAsync(Stop));

        Assert.Equal(("token-file", true), (fault.Code, fault.Permanent));
        Assert.Empty(_x.Requests);
    }

    [Fact]
    public async Task Ask_TokenEndedEarly_TheNextRequestHasANewOne()
    {
        var options = XSamples.Options with { ApiUrl = _x.Url, OAuth1 = null, OAuth2 = Options };
        var before = _x.Instead;
        _x.Instead = request => request.Headers.GetValueOrDefault("Authorization") == "Bearer a1" ? XTimeline.Json("{}", 401) : before(request);
        var source = XSamples.Open(options, _http, _clock).Source!;

        Assert.Equal("login-refused", (await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 10, Stop))).Code);
        await source.FetchAsync(null, 10, Stop);

        Assert.Equal("Bearer a2", _x.Requests[^1].Headers["Authorization"]);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _x.DisposeAsync();
        _folder.Dispose();
    }

    private static string Grant(int number) =>
        XTimeline.Json($$"""{"token_type":"bearer","expires_in":7200,"access_token":"a{{number}}","refresh_token":"r{{number}}","scope":"tweet.read"}""");

    private XOAuth2Options Options => new() { ClientId = "client-17", ClientSecret = "s:cret", RefreshToken = "r0", TokenFile = File };

    private XTokens Tokens(Func<XOAuth2Options, XOAuth2Options>? with = null) =>
        new(TestSetup.For("one", XSamples.Options, _http, _clock), _x.Url, with?.Invoke(Options) ?? Options);
}
