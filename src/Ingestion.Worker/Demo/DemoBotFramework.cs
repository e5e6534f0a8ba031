using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ingestion.Worker.Demo;

/// <summary>
/// Azure AI Bot Service and a customer in Teams: activities under a token signed with a key of the demo's own, the documents in which the worker finds that
/// key, a login for the worker, and the conversation that it answers in.
/// </summary>
internal sealed class DemoBotFramework(Action<DemoAnswer> keep, TimeProvider time) : IDisposable
{
    public const string Channel = "teams";

    private const string Issuer = "https://api.botframework.com";
    private const string Service = "msteams";
    private const string Root = "/bots";
    private const string KeyId = "demo-key";

    private readonly RSA key = RSA.Create(2048);
    private readonly string app = Guid.NewGuid().ToString();
    private readonly string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
    private readonly ConcurrentDictionary<string, bool> tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> activities = new(StringComparer.Ordinal);
    private long count = DemoProviders.NewNumber(time);
    private string service = "";

    public IEnumerable<KeyValuePair<string, string?>> Settings(string url)
    {
        service = url + Root;
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [$"Channels:{Channel}:Connector"] = "botframework",
            [$"Channels:{Channel}:DefaultLanguage"] = "az",
            [$"Channels:{Channel}:Options:AppId"] = app,
            [$"Channels:{Channel}:Options:AppSecret"] = secret,
            [$"Channels:{Channel}:Options:MoreServiceHosts:0"] = new Uri(url).Host,
            [$"Channels:{Channel}:Options:MetadataUrl"] = service + "/openid",
            [$"Channels:{Channel}:Options:TokenEndpoint"] = service + "/token",
        };
    }

    /// <summary>A customer writes to the bot; returns the id under which the inbox will know it.</summary>
    public async Task<string> SendAsync(HttpClient http, string from, string text, CancellationToken cancellationToken)
    {
        var number = DemoProviders.Digits(Interlocked.Increment(ref count));
        var (conversation, person) = ($"a:conversation-{number}", $"29:person-{number}");
        activities[Path(conversation, number)] = true;
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = number,
            ["timestamp"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["serviceUrl"] = service,
            ["channelId"] = Service,
            ["from"] = new JsonObject { ["id"] = person, ["name"] = from },
            ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = "personal" },
            ["recipient"] = new JsonObject { ["id"] = "28:" + app, ["name"] = "Örnek Mağaza" },
            ["text"] = text,
            ["textFormat"] = "plain",
            ["locale"] = "az-AZ",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks/" + Channel)
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return $"{Service}|{Uri.EscapeDataString(conversation)}|{number}";
    }

    /// <summary>False when the request is for another provider.</summary>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Root + "/", StringComparison.Ordinal))
        {
            return false;
        }

        await (path switch
        {
            Root + "/openid" => DemoProviders.WriteAsync(context, 200, new JsonObject
            {
                ["issuer"] = Issuer,
                ["jwks_uri"] = service + "/keys",
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            }),
            Root + "/keys" => DemoProviders.WriteAsync(context, 200, Keys()),
            Root + "/token" => LogInAsync(context),
            _ => TakeAsync(context, path),
        });
        return true;
    }

    public void Dispose() => key.Dispose();

    private static string Path(string conversation, string activity) => $"{Root}/v3/conversations/{conversation}/activities/{activity}";

    /// <summary>A JSON Web Token as the Bot Connector makes them: for this bot, from this service, for an hour.</summary>
    private string Token()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId, ["x5t"] = KeyId };
        var claims = new JsonObject { ["serviceurl"] = service, ["nbf"] = now, ["exp"] = now + 3600, ["iss"] = Issuer, ["aud"] = app };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private JsonObject Keys()
    {
        var open = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = KeyId,
                ["x5t"] = KeyId,
                ["n"] = Base64Url.EncodeToString(open.Modulus),
                ["e"] = Base64Url.EncodeToString(open.Exponent),
                ["endorsements"] = new JsonArray(Service),
            }),
        };
    }

    private async Task LogInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"] != "client_credentials" || form["client_id"] != app || form["client_secret"] != secret)
        {
            await DemoProviders.WriteAsync(context, 401, new JsonObject { ["error"] = "invalid_client" });
            return;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        tokens[token] = true;
        await DemoProviders.WriteAsync(context, 200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3600, ["access_token"] = token });
    }

    private async Task TakeAsync(HttpContext context, string path)
    {
        var login = context.Request.Headers.Authorization.ToString();
        if (!login.StartsWith("Bearer ", StringComparison.Ordinal) || !tokens.ContainsKey(login["Bearer ".Length..]))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (!HttpMethods.IsPost(context.Request.Method) || !activities.ContainsKey(path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            var reply = await DemoProviders.ReadAsync(context);
            var id = "1:" + DemoProviders.Digits(Interlocked.Increment(ref count));
            keep(new DemoAnswer(id, "reply in the conversation", reply!["text"]!.GetValue<string>()));
            await DemoProviders.WriteAsync(context, 201, new JsonObject { ["id"] = id });
        }
    }
}
