using Channels.Tests.Contracts;
using Channels.Tests.Email;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>X's refresh tokens work once: nothing that happens around a refresh may lose the next one.</summary>
public sealed class XTokenRotationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = TestSetup.NewHttp();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string TokenFile => Path.Combine(_folder.Path, "tokens");

    [Fact]
    public async Task Get_CallerGivesUpWhileXAnswers_TheNextRefreshTokenIsKept()
    {
        await using var x = HttpStub.Start();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var mayAnswer = new SemaphoreSlim(0);
        x.Answer = _ =>
        {
            asked.SetResult();
            mayAnswer.Wait(Stop);
            return Tokens(1);
        };
        using var impatient = new CancellationTokenSource();

        var getting = Open(x).GetAsync(impatient.Token).AsTask();
        await asked.Task.WaitAsync(Stop);
        await impatient.CancelAsync();
        mayAnswer.Release();
        await Record.ExceptionAsync(() => getting);

        Assert.Contains("r1", await File.ReadAllTextAsync(TokenFile, Stop), StringComparison.Ordinal);
        Assert.Equal("t1", await Open(x).GetAsync(Stop));
        Assert.Single(x.Requests);
    }

    [Fact]
    public async Task Get_DiskDoesNotTakeTheTokens_TheyAreWrittenOnceItDoes()
    {
        await using var x = HttpStub.Start();
        x.Answer = _ => Tokens(1);
        var tokens = Open(x);
        var inTheWay = Directory.CreateDirectory(TokenFile + ".new");

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => tokens.GetAsync(Stop).AsTask());
        Assert.Equal("token-file", fault.Code);
        inTheWay.Delete();

        Assert.Equal("t1", await tokens.GetAsync(Stop));
        Assert.Contains("r1", await File.ReadAllTextAsync(TokenFile, Stop), StringComparison.Ordinal);
        Assert.Single(x.Requests);
    }

    [Fact]
    public async Task Get_TwoProcessesAtOnce_OneRefreshes()
    {
        await using var x = HttpStub.Start();
        x.Answer = _ => Tokens(1);

        var got = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Open(x).GetAsync(Stop).AsTask()));

        Assert.All(got, token => Assert.Equal("t1", token));
        Assert.Single(x.Requests);
    }

    [Fact]
    public async Task Credentials_ConsentWithdrawn_SinceXSaidSo()
    {
        await using var x = HttpStub.Start();
        x.Answer = _ => HttpStub.Reply(400, """{"error":"invalid_grant"}""");
        var parts = XSamples.Open(new XOptions { UserId = XSamples.Own, OAuth2 = Options, ApiUrl = Url(x) }, _http);
        Assert.Null(parts.Credentials());

        await Assert.ThrowsAsync<ChannelFaultException>(() => parts.Source!.FetchAsync(null, 10, Stop));

        Assert.Equal(new CredentialLife(TestSetup.Now), parts.Credentials());
    }

    [Fact]
    public async Task Credentials_TokenGiven_RenewThemselvesAndLastAsLongAsXSaid()
    {
        await using var x = HttpStub.Start();
        x.Answer = _ => Tokens(1);
        var tokens = Open(x);

        await tokens.GetAsync(Stop);

        Assert.Equal(new CredentialLife(TestSetup.Now.AddHours(2), CredentialRenewal.Worker), tokens.Life);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private XOAuth2Options Options => new() { ClientId = "app", RefreshToken = "r0", TokenFile = TokenFile };

    private XTokens Open(HttpStub x) => new(TestSetup.For("one", new XOptions(), _http), Url(x), Options);

    private static string Url(HttpStub x) => $"http://127.0.0.1:{x.Port}";

    private static string Tokens(int n) =>
        HttpStub.Reply(200, $$"""{"access_token":"t{{n}}","refresh_token":"r{{n}}","expires_in":7200}""", "Content-Type: application/json");
}
