using System.Text.Json.Nodes;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;
using TestSupport;

namespace Channels.Tests.Chat.BotFramework;

public sealed class ProviderKeysTests
{
    private static readonly string Good = Signer.Provider.Sign(Login.Claims());

    [Fact]
    public async Task Prepare_FirstMessagesAtOnce_OneFetchForAll()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Login.GiveAsync(receiver, Login.Posted(Login.Activity("x", $"{n}"), Good))));

        Assert.All(verdicts, verdict => Assert.IsType<WebhookVerdict.Take>(verdict));
        Assert.Equal(1, login.Fetches);
    }

    [Fact]
    public async Task Prepare_FloodOfUnknownKeys_OneFetchInFiveMinutes()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        await TakenAsync(login, receiver, Good);
        login.Time.Now += ProviderKeys.Pause;

        for (var n = 0; n < 200; n++)
        {
            var token = Signer.Impostor.Sign(Login.Claims(), new JsonObject { ["alg"] = "RS256", ["kid"] = $"made-up-{n}" });
            var request = Login.Posted(Login.Activity("x"), token);
            if (n == 0)
            {
                Assert.Equal("token-key-unknown", Assert.IsType<WebhookVerdict.Refuse>(await Login.GiveAsync(receiver, request)).Reason);
                continue;
            }

            // The key may be a minute old: nothing is lost by asking for the message again.
            Assert.Equal("keys-behind", (await Assert.ThrowsAsync<ChannelFaultException>(() => Login.GiveAsync(receiver, request))).Code);
        }

        Assert.Equal(2, login.Fetches);
        await TakenAsync(login, receiver, Good);
    }

    [Fact]
    public async Task Prepare_TokensThatCouldNeverBeGood_NoFetchAtAll()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        var foreign = Login.Claims();
        foreign["aud"] = "somebody else";
        foreach (var authorization in new[] { null, "Bearer x", "Bearer e30.e30.e30", Signer.Provider.Sign(foreign), Signer.Provider.SignAsHmac(Login.Claims()), Signer.Provider.Sign(Login.Claims(TestSetup.Now.AddDays(-1))) })
        {
            Assert.IsType<WebhookVerdict.Refuse>(await Login.GiveAsync(receiver, Login.Posted(Login.Activity("x"), authorization)));
        }

        Assert.Equal(0, login.Fetches);
    }

    [Fact]
    public async Task Prepare_ProviderHasANewKey_FetchedAndTaken()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        await TakenAsync(login, receiver, Good);
        login.Signers = [Signer.Provider, Signer.Next];
        login.Time.Now += ProviderKeys.Pause;

        await TakenAsync(login, receiver, Signer.Next.Sign(Login.Claims()));

        Assert.Equal(2, login.Fetches);
    }

    [Fact]
    public async Task Prepare_KeysADayOld_RenewedBesideTheRequests()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        await TakenAsync(login, receiver, Good);
        login.Time.Now += ProviderKeys.RefreshAfter;

        await TakenAsync(login, receiver, Signer.Provider.Sign(Login.Claims(login.Time.Now)));

        await Wait.UntilAsync(() => Task.FromResult(login.Fetches == 2), "the second fetch");
    }

    [Fact]
    public async Task Prepare_ProviderDown_KeysStayGoodForFiveDaysAndNoLonger()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        await TakenAsync(login, receiver, Good);
        login.Instead = _ => HttpStub.Reply(503);

        login.Time.Now += ProviderKeys.GoodFor - TimeSpan.FromMinutes(1);
        await TakenAsync(login, receiver, Signer.Provider.Sign(Login.Claims(login.Time.Now)));

        login.Time.Now += TimeSpan.FromMinutes(10);
        var late = Login.Posted(Login.Activity("x"), Signer.Provider.Sign(Login.Claims(login.Time.Now))) with { ReceivedAt = login.Time.Now };
        Assert.Equal("keys-unavailable", (await Assert.ThrowsAsync<ChannelFaultException>(() => Login.GiveAsync(receiver, late))).Code);
        Assert.Equal("token-key-unknown", Assert.IsType<WebhookVerdict.Refuse>(late.GivenTo(receiver)).Reason);

        login.Instead = null;
        login.Time.Now += ProviderKeys.Pause;
        await TakenAsync(login, receiver, Signer.Provider.Sign(Login.Claims(login.Time.Now)));
    }

    [Fact]
    public async Task Prepare_NoKeysYet_AskedAgainAfterTenSecondsAndNotBefore()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        login.Instead = _ => HttpStub.Reply(503);
        for (var n = 0; n < 5; n++)
        {
            await Assert.ThrowsAsync<ChannelFaultException>(() => Login.GiveAsync(receiver, Login.Posted(Login.Activity("x"), Good)));
        }

        Assert.Single(login.Stub.Requests);
        login.Instead = null;
        login.Time.Now += ProviderKeys.PauseWithoutKeys;
        await TakenAsync(login, receiver, Good);
    }

    [Fact]
    public async Task Prepare_CallerGoesAway_TheFetchGoesOnForTheOthers()
    {
        await using var login = new Login();
        var receiver = login.Open().Receiver!;
        var asked = new ManualResetEventSlim();
        var go = new ManualResetEventSlim();
        login.Instead = request =>
        {
            asked.Set();
            go.Wait(TestContext.Current.CancellationToken);
            login.Instead = null;
            return login.Stub.Answer(request);
        };
        using var stop = new CancellationTokenSource();
        var request = Login.Posted(Login.Activity("x"), Good);
        var first = receiver.PrepareAsync(
            new WebhookRequest { Method = "POST", Path = "/", Header = _ => Good, Query = _ => null, Body = request.Body, ReceivedAt = TestSetup.Now }, stop.Token).AsTask();
        await Wait.UntilAsync(() => Task.FromResult(asked.IsSet), "the fetch");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = Login.GiveAsync(receiver, request);
        go.Set();

        Assert.IsType<WebhookVerdict.Take>(await second);
        Assert.Equal(1, login.Fetches);
    }

    [Theory]
    [InlineData("""{"jwks_uri":"http://login.example/keys"}""", "keys-unusable")]
    [InlineData("""{"jwks_uri":"file:///etc/passwd"}""", "keys-unusable")]
    [InlineData("""{"jwks_uri":17}""", "keys-unusable")]
    [InlineData("{}", "keys-unusable")]
    [InlineData("<html>", "keys-unusable")]
    [InlineData("""{"jwks_uri":"http://127.0.0.1:PORT/keys","id_token_signing_alg_values_supported":["ES256"]}""", "keys-unusable")]
    [InlineData("""{"jwks_uri":"http://127.0.0.1:PORT/empty"}""", "keys-unusable")]
    [InlineData("""{"jwks_uri":"http://127.0.0.1:PORT/broken"}""", "keys-unusable")]
    public async Task Fetch_MetadataOrKeysUnusable_FaultWithACode(string metadata, string code)
    {
        await using var login = new Login();
        login.Instead = request => HttpStub.Reply(200, request.Target switch
        {
            "/metadata" => metadata.Replace("PORT", $"{login.Stub.Port}", StringComparison.Ordinal),
            "/empty" => """{"keys":[{"kty":"EC","kid":"1"}]}""",
            _ => """{"keys":[{"kty""",
        });

        Assert.Equal(code, (await FaultAsync(login)).Code);
    }

    [Theory]
    [InlineData(WireMockFault.EmptyResponse)]
    [InlineData(WireMockFault.ConnectionResetByPeer)]
    [InlineData(WireMockFault.MalformedResponseChunk)]
    [InlineData(WireMockFault.RandomDataThenClose)]
    public async Task Fetch_BrokenConnection_FaultWithACode(WireMockFault broken)
    {
        await using var scope = WireMockScope.Open();
        await scope.StubAsync("GET", "/metadata", WireMockAnswer.Failing(broken));
        await using var login = new Login();
        using var http = TestSetup.NewHttp();

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => ProviderKeys.FetchAsync(
            TestSetup.For("one", login.Options, http), scope.Url("/metadata"), TestContext.Current.CancellationToken));

        Assert.Equal(("unreachable", false), (fault.Code, fault.Permanent));
    }

    private static async Task TakenAsync(Login login, IWebhookReceiver receiver, string authorization) =>
        Assert.IsType<WebhookVerdict.Take>(await Login.GiveAsync(receiver, Login.Posted(Login.Activity("x"), authorization) with { ReceivedAt = login.Time.Now < TestSetup.Now.AddHours(1) ? TestSetup.Now : login.Time.Now }));

    private static async Task<ChannelFaultException> FaultAsync(Login login)
    {
        using var http = TestSetup.NewHttp();
        return await Assert.ThrowsAsync<ChannelFaultException>(() => ProviderKeys.FetchAsync(
            TestSetup.For("one", login.Options, http), new Uri(login.Options.MetadataUrl), TestContext.Current.CancellationToken));
    }
}
