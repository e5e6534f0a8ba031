using Channels.Tests.Contracts;
using Channels.Tests.Email.Imap;
using Ingestion.Channels;
using Ingestion.Channels.Email;
using Ingestion.Channels.Email.Imap;
using Ingestion.Mail.Transport;
using TestSupport;

namespace Channels.Tests.Email;

public sealed class OAuthTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ClientCredentials_AskedOnceUntilShortlyBeforeTheEnd()
    {
        await using var endpoint = Endpoint(n => HttpStub.Reply(200, $$"""{"access_token":"t{{n}}","token_type":"Bearer","expires_in":3600}"""));
        var time = new FixedTime(Now);
        using var tokens = Tokens(endpoint, time: time);

        Assert.Equal("t1", await tokens.GetAsync(Stop));
        time.Now += (TimeSpan.FromMinutes(54));
        Assert.Equal("t1", await tokens.GetAsync(Stop));
        time.Now += (TimeSpan.FromMinutes(2));
        Assert.Equal("t2", await tokens.GetAsync(Stop));

        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal("grant_type=client_credentials&client_id=app&client_secret=s%26cret&scope=a+b", Body(endpoint, 0));
    }

    [Fact]
    public async Task Get_RefreshToken_TheNextOneIsUsedFromThenOn()
    {
        await using var endpoint = Endpoint(n => HttpStub.Reply(200, $$"""{"access_token":"t{{n}}","refresh_token":"r{{n}}"}"""));
        var time = new FixedTime(Now);
        using var tokens = Tokens(endpoint, new() { RefreshToken = "r0", ClientSecret = null, Scope = null }, time);

        await tokens.GetAsync(Stop);
        time.Now += (TimeSpan.FromMinutes(6));
        Assert.Equal("t2", await tokens.GetAsync(Stop));

        Assert.Equal("grant_type=refresh_token&client_id=app&refresh_token=r0", Body(endpoint, 0));
        Assert.Equal("grant_type=refresh_token&client_id=app&refresh_token=r1", Body(endpoint, 1));
    }

    [Fact]
    public async Task Reject_TheCurrentToken_AnotherIsAskedFor()
    {
        await using var endpoint = Endpoint(n => HttpStub.Reply(200, $$"""{"access_token":"t{{n}}","expires_in":3600}"""));
        using var tokens = Tokens(endpoint);
        await tokens.GetAsync(Stop);

        tokens.Reject("somebody else's");
        Assert.Equal("t1", await tokens.GetAsync(Stop));
        tokens.Reject("t1");
        Assert.Equal("t2", await tokens.GetAsync(Stop));
    }

    [Fact]
    public async Task Get_ManyAtOnce_OneRequest()
    {
        await using var endpoint = Endpoint(n => HttpStub.Reply(200, $$"""{"access_token":"t{{n}}","expires_in":3600}"""));
        using var tokens = Tokens(endpoint);

        var got = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(Stop).AsTask()));

        Assert.All(got, token => Assert.Equal("t1", token));
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Get_EndpointDownBeforeTheEnd_KeptTokenIsStillGiven()
    {
        await using var endpoint = Endpoint(n => n == 1 ? HttpStub.Reply(200, """{"access_token":"t1","expires_in":3600}""") : HttpStub.Reply(503));
        var time = new FixedTime(Now);
        using var tokens = Tokens(endpoint, time: time);
        await tokens.GetAsync(Stop);

        time.Now += (TimeSpan.FromMinutes(57));
        Assert.Equal("t1", await tokens.GetAsync(Stop));
        time.Now += (TimeSpan.FromMinutes(4));
        Assert.Equal(MailFault.TokenUnavailable, (await Assert.ThrowsAsync<MailException>(() => tokens.GetAsync(Stop).AsTask())).Code);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"s&cret has expired"}""", MailFault.TokenRefused, "invalid_grant")]
    [InlineData(401, """{"error":"invalid_client"}""", MailFault.TokenRefused, "invalid_client")]
    [InlineData(403, "<html>", MailFault.TokenRefused, "status 403")]
    [InlineData(400, """{"error":"temporarily_unavailable"}""", MailFault.TokenUnavailable, "temporarily_unavailable")]
    [InlineData(429, """{"error":"<b>"}""", MailFault.TokenUnavailable, "status 429")]
    [InlineData(500, "", MailFault.TokenUnavailable, "status 500")]
    [InlineData(200, """{"token":"x"}""", MailFault.TokenUnavailable, "without an access token")]
    [InlineData(200, "[]", MailFault.TokenUnavailable, "without an access token")]
    public async Task Get_NoToken_NamedWithoutSecrets(int status, string body, string code, string shown)
    {
        await using var endpoint = Endpoint(_ => HttpStub.Reply(status, body));
        using var tokens = Tokens(endpoint);

        var fault = await Assert.ThrowsAsync<MailException>(() => tokens.GetAsync(Stop).AsTask());

        Assert.Equal(code, fault.Code);
        Assert.Contains(shown, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s&cret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ConnectionDropped_Unavailable()
    {
        await using var endpoint = Endpoint(_ => null);
        using var tokens = Tokens(endpoint);

        Assert.Equal(MailFault.TokenUnavailable, (await Assert.ThrowsAsync<MailException>(() => tokens.GetAsync(Stop).AsTask())).Code);
    }

    /// <summary>The host's pipeline leaves an endpoint alone that failed again and again: the provider asked for nothing.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_NotAskedByTheHost_SaysWhoseLimitItIs(bool isOurs)
    {
        using var http = new HttpClient(new Refusing(new ChannelFaultException("circuit-open", "left alone") { RetryAfter = TimeSpan.FromSeconds(15), IsOurs = isOurs }));
        using var tokens = new OAuthTokens(new() { TokenEndpoint = "http://127.0.0.1/token", ClientId = "app", ClientSecret = "s" }, http, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => tokens.GetAsync(Stop).AsTask());
        Assert.Equal(("token-unavailable", TimeSpan.FromSeconds(15), isOurs), (fault.Code, fault.RetryAfter, fault.IsOurs));
    }

    [Fact]
    public async Task TokenFile_Replaced_NextLoginHasTheNewOne()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "token");
        var tokens = new TokenFile(file, TimeProvider.System);

        Assert.Equal(MailFault.TokenUnavailable, (await Assert.ThrowsAsync<MailException>(() => tokens.GetAsync(Stop).AsTask())).Code);
        await File.WriteAllTextAsync(file, "\uFEFF", Stop);
        Assert.Equal(MailFault.TokenUnavailable, (await Assert.ThrowsAsync<MailException>(() => tokens.GetAsync(Stop).AsTask())).Code);
        await File.WriteAllTextAsync(file, "first\r\n", Stop);
        Assert.Equal("first", await tokens.GetAsync(Stop));
        await File.WriteAllTextAsync(file, "second", Stop);
        Assert.Equal("second", await tokens.GetAsync(Stop));
    }

    [Fact]
    public async Task Life_TokenOfTheEndpoint_RenewsItself_AndOnceItRefusesHasEnded()
    {
        await using var endpoint = Endpoint(n => n == 1 ? HttpStub.Reply(200, """{"access_token":"t1","expires_in":3600}""") : HttpStub.Reply(400, """{"error":"invalid_grant"}"""));
        var time = new FixedTime(Now);
        using var tokens = Tokens(endpoint, time: time);
        Assert.Null(tokens.Life);

        await tokens.GetAsync(Stop);
        Assert.Equal(new CredentialLife(Now.AddHours(1), CredentialRenewal.Worker), tokens.Life);

        time.Now += TimeSpan.FromMinutes(57);
        Assert.Equal("t1", await tokens.GetAsync(Stop));
        var refused = time.Now;
        time.Now += TimeSpan.FromMinutes(9);
        await Assert.ThrowsAsync<MailException>(() => tokens.GetAsync(Stop).AsTask());
        Assert.Equal(new CredentialLife(refused), tokens.Life);
    }

    [Fact]
    public async Task Life_TokenFile_IsWhatTheTokenSays_AndThatOfItsSuccessorOnceItIsOver()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "token");
        var time = new FixedTime(Now);
        var tokens = new TokenFile(file, time);
        Assert.Null(tokens.Life);

        await File.WriteAllTextAsync(file, "opaque", Stop);
        Assert.Null(tokens.Life);
        await File.WriteAllTextAsync(file, Jwt(Now.AddHours(1)), Stop);
        Assert.Equal(new CredentialLife(Now.AddHours(1), CredentialRenewal.Others), tokens.Life);

        time.Now += TimeSpan.FromHours(2);
        Assert.Equal(new CredentialLife(Now.AddHours(1), CredentialRenewal.Others), tokens.Life);
        await File.WriteAllTextAsync(file, Jwt(Now.AddHours(3)), Stop);
        Assert.Equal(new CredentialLife(Now.AddHours(3), CredentialRenewal.Others), tokens.Life);
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("a.e30.c")]
    [InlineData("a.eyJleHAiOiJzb29uIn0.c")]
    [InlineData("a.eyJleHAiOi0xfQ.c")]
    [InlineData("a.eyJleHAiOjFlMzAwfQ.c")]
    [InlineData("a.eyJleHAiOjE3OTUzMzg2MDB9")]
    public void AccessTokenEnd_TokenThatSaysNothing_IsUnknown(string token) => Assert.Null(AccessTokenEnd.Of(token));

    [Fact]
    public async Task Fetch_ImapChannelWithTokenEndpoint_FreshTokenAfterOneTheServerRefused()
    {
        var address = MailServer.Running.NewAddress("oauth");
        await ImapTestServer.Dovecot.AppendAsync(address, [(ImapRig.Mail("alpha", "x\r\n"), Now)]);
        await using var endpoint = Endpoint(n => HttpStub.Reply(
            200, $$"""{"access_token":"{{AccessToken.For(address, TimeSpan.FromMinutes(n == 1 ? -10 : 60))}}","expires_in":3600}"""));
        var options = new ImapOptions { Host = "127.0.0.1", Port = ImapTestServer.Dovecot.Port, Security = MailSecurity.None, User = address, OAuth = Options(endpoint) };
        using var http = new HttpClient();
        var parts = new ImapConnector().Open(TestSetup.For("support-mail", options, http, TimeProvider.System));
        await using var source = parts.Source!;

        Assert.Single((await source.FetchAsync(null, 10, Stop)).Messages);
        Assert.True((await parts.Test!.TestAsync(Stop)).Healthy);
        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal(CredentialRenewal.Worker, parts.Credentials()?.RenewedBy);
    }

    [Theory]
    [InlineData(null, null, null, null, "Password")]
    [InlineData("p", "/file", null, null, "Password")]
    [InlineData(null, "/file", "https://login.example/token", "s", "AccessTokenFile")]
    [InlineData(null, null, "http://login.example/token", "s", "OAuth:TokenEndpoint")]
    [InlineData(null, null, "login.example", "s", "OAuth:TokenEndpoint")]
    [InlineData(null, null, "https://login.example/token", null, "OAuth:ClientSecret")]
    public void Validate_NotOneLogin_NamedByItsKey(string? password, string? file, string? endpoint, string? secret, string key)
    {
        var options = new ImapOptions
        {
            Host = "imap.example.az",
            User = "u",
            Password = password,
            AccessTokenFile = file,
            OAuth = endpoint is null ? null : new() { TokenEndpoint = endpoint, ClientId = "app", ClientSecret = secret },
        };

        Assert.Equal([key], new ImapConnector().Validate(options).Select(fault => fault.Key));
    }

    private static string Jwt(DateTimeOffset end) => $"e30.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.ASCII.GetBytes($$"""{"exp":{{end.ToUnixTimeSeconds()}}.5}"""))}.sig";

    private static HttpStub Endpoint(Func<int, string?> answer)
    {
        var stub = HttpStub.Start();
        var asked = 0;
        stub.Answer = _ => answer(Interlocked.Increment(ref asked));
        return stub;
    }

    private static OAuthOptions Options(HttpStub endpoint) => new()
    {
        TokenEndpoint = $"http://127.0.0.1:{endpoint.Port}/token",
        ClientId = "app",
        ClientSecret = "s&cret",
        Scope = "a b",
    };

    private static MailTokens Tokens(HttpStub endpoint, OAuthOptions? options = null, TimeProvider? time = null)
    {
        var asked = options is null ? Options(endpoint) : options with { TokenEndpoint = Options(endpoint).TokenEndpoint, ClientId = "app" };
        return new(new OAuthTokens(asked, new HttpClient(), time ?? TimeProvider.System));
    }

    private sealed class Refusing(Exception fault) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw fault;
    }

    private static string Body(HttpStub endpoint, int request) => System.Text.Encoding.ASCII.GetString(endpoint.Requests[request].Body);
}
