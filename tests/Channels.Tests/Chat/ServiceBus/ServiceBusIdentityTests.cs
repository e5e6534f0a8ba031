using System.Text;
using Ingestion.Channels;
using Ingestion.Channels.Chat.ServiceBus;
using TestSupport;

namespace Channels.Tests.Chat.ServiceBus;

/// <summary>Tokens of Entra ID come and go through the host's client; the hosts are played on loopback.</summary>
public sealed class ServiceBusIdentityTests : IAsyncLifetime
{
    private const string Secret = "s3cret-of-the-app";
    private readonly HttpStub _stub = HttpStub.Start();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ServiceBusOptions Options { get; } = Bots.Options("https://contoso.servicebus.windows.net") with
    {
        Login = ServiceBusLogin.ClientSecret,
        Keys = [],
        KeyName = null,
        TenantId = "11111111-2222-3333-4444-555555555555",
        ClientId = "66666666-7777-8888-9999-000000000000",
        ClientSecret = Secret,
    };

    [Fact]
    public async Task Fetch_ClientSecret_TokenIsFetchedOnceThroughTheHostsClient()
    {
        _stub.Answer = request => request.Headers["X-Was-For"] == "contoso.servicebus.windows.net"
            ? HttpStub.Reply(204)
            : HttpStub.Reply(200, TokenAnswer(request), "Content-Type: application/json");
        using var http = new HttpClient(new StubForwarding(_stub.Port));
        var parts = Bots.Open(Options, http);
        await using var source = parts.Source!;
        Assert.Empty(_stub.Requests);
        Assert.Null(parts.Credentials());

        await source.FetchAsync(null, 10, Stop);
        await source.FetchAsync(null, 10, Stop);

        Assert.Equal(CredentialRenewal.Worker, parts.Credentials()?.RenewedBy);
        var asked = _stub.Requests.Where(request => request.Headers["X-Was-For"] == "contoso.servicebus.windows.net").ToList();
        Assert.Equal(["Bearer the-token", "Bearer the-token"], asked.Select(request => request.Headers["Authorization"]));
        var token = Assert.Single(_stub.Requests, request => request.Target.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal));
        Assert.Contains("scope=https%3A%2F%2Fservicebus.azure.net%2F.default", Encoding.UTF8.GetString(token.Body), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Fetch_DirectorySaysNo_FaultWithoutItsWordsAndTheSecret()
    {
        _stub.Answer = request => request.Target.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal)
            ? HttpStub.Reply(401, """{"error":"invalid_client","error_description":"AADSTS7000215 XqZ93"}""", "Content-Type: application/json")
            : HttpStub.Reply(200, TokenAnswer(request), "Content-Type: application/json");
        using var http = new HttpClient(new StubForwarding(_stub.Port));
        await using var source = Bots.Open(Options, http).Source!;

        var fault = await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(null, 10, Stop));

        Assert.Equal("token-unavailable", fault.Code);
        Assert.DoesNotContain("XqZ93", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_stub.Requests, request => request.Headers["X-Was-For"] == "contoso.servicebus.windows.net");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _stub.DisposeAsync();

    private static string TokenAnswer(HttpStubRequest request) => request.Target.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal)
        ? """{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"the-token"}"""
        : """{"tenant_discovery_endpoint":"https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0/.well-known/openid-configuration","metadata":[{"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net","aliases":["login.microsoftonline.com","login.windows.net"]}]}""";
}
