using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;
using Microsoft.Extensions.Logging;
using TestSupport;

namespace Channels.Tests.Chat.BotFramework;

/// <summary>The Bot Framework's login on loopback: metadata, keys, and tokens for us.</summary>
internal sealed class Login : IAsyncDisposable
{
    public const string App = "11111111-2222-3333-4444-555555555555";
    public const string Secret = "canary~Secret.Of.The.App_Registration";
    public const string Service = "https://smba.trafficmanager.net/emea";

    private readonly HttpClient _http = TestSetup.NewHttp();

    public Login() => Stub.Answer = Answer;

    public HttpStub Stub { get; } = HttpStub.Start();

    public List<Signer> Signers { get; set; } = [Signer.Provider];

    /// <summary>Answers instead, where it is not null.</summary>
    public Func<HttpStubRequest, string?>? Instead { get; set; }

    public FixedTime Time { get; } = new(TestSetup.Now);

    public BotFrameworkOptions Options => new()
    {
        AppId = App,
        AppSecret = Secret,
        MetadataUrl = $"http://127.0.0.1:{Stub.Port}/metadata",
        TokenEndpoint = $"http://127.0.0.1:{Stub.Port}/{{tenant}}/token",
        MoreServiceHosts = ["127.0.0.1"],
    };

    /// <summary>How often the keys were asked for.</summary>
    public int Fetches => Stub.Requests.Count(request => request.Target == "/keys");

    public static JsonObject Claims(DateTimeOffset? at = null)
    {
        var now = (at ?? TestSetup.Now).ToUnixTimeSeconds();
        return new JsonObject { ["iss"] = "https://api.botframework.com", ["aud"] = App, ["nbf"] = now - 60, ["exp"] = now + 3600, ["serviceurl"] = Service };
    }

    /// <summary>A private message in Teams.</summary>
    public static string Activity(string text, string id = "1700000000001", string more = "") =>
        $$"""
        {"type":"message","id":"{{id}}","timestamp":"2026-11-21T09:29:58.123Z","channelId":"msteams","serviceUrl":"{{Service}}/",
         "from":{"id":"29:1abc-_D","name":"Aygün Əliyeva","aadObjectId":"x"},"recipient":{"id":"28:bot","name":"Shop"},
         "conversation":{"id":"a:1xyz;|@","conversationType":"personal","tenantId":"t"},"locale":"az-AZ","textFormat":"plain","text":{{JsonValue.Create(text)!.ToJsonString()}}{{more}}}
        """;

    public static SampleRequest Posted(string body, string? authorization) => Posted(Encoding.UTF8.GetBytes(body), authorization);

    public static SampleRequest Posted(byte[] body, string? authorization) =>
        new SampleRequest { Body = body, Path = "/hooks/one" }.WithHeader("Content-Type", "application/json").WithHeader("Authorization", authorization);

    public static InboundMessage Read(string activity) => new ActivityReader(new ServiceHosts([])).Read(new AcceptedMessage
    {
        Id = 1, Channel = "one", ExternalId = "x", Raw = Encoding.UTF8.GetBytes(activity), AcceptedAt = TestSetup.Now,
    });

    public ChannelParts Open(BotFrameworkOptions? options = null, HttpClient? http = null, IMediaFetcher? media = null, ILogger? logger = null)
    {
        var setup = TestSetup.For("one", options ?? Options, http ?? _http, Time, media);
        return new BotFrameworkConnector().Open(logger is null ? setup : setup with { Logger = logger });
    }

    /// <summary>As the host does it: prepare, then judge.</summary>
    public static async Task<WebhookVerdict> GiveAsync(IWebhookReceiver receiver, SampleRequest request)
    {
        await receiver.PrepareAsync(
            new WebhookRequest
            {
                Method = request.Method, Path = request.Path, Header = name => new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase).GetValueOrDefault(name),
                Query = _ => null, Body = request.Body, ReceivedAt = request.ReceivedAt,
            },
            TestContext.Current.CancellationToken);
        return request.GivenTo(receiver);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Stub.DisposeAsync();
    }

    private string? Answer(HttpStubRequest request) => Instead is { } instead ? instead(request) : request.Target switch
    {
        "/metadata" => HttpStub.Reply(200, $$"""{"issuer":"https://api.botframework.com","jwks_uri":"http://127.0.0.1:{{Stub.Port}}/keys","id_token_signing_alg_values_supported":["RS256"]}"""),
        "/keys" => HttpStub.Reply(200, new JsonObject { ["keys"] = new JsonArray([.. Signers.Select(signer => signer.ToJwk())]) }.ToJsonString()),
        _ => HttpStub.Reply(200, string.Create(CultureInfo.InvariantCulture, $$"""{"token_type":"Bearer","expires_in":3600,"access_token":"canary-access-token-{{Stub.Requests.Count}}"}""")),
    };
}
