using System.Buffers.Text;
using System.Text.Json.Nodes;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Channels.Tests.Chat.BotFramework;

/// <summary>Each thing about a token wrong in turn. What concerns the token alone is judged by Microsoft's own library too: both must agree.</summary>
public sealed class TokenTableTests
{
    private static readonly long Now = TestSetup.Now.ToUnixTimeSeconds();

    [Fact]
    public async Task Receive_GoodToken_Taken()
    {
        Assert.Null(await RefusalAsync(Signer.Provider.Sign(Login.Claims())));
        Assert.True(await OtherLibraryTakesAsync(Signer.Provider.Sign(Login.Claims())));
    }

    [Theory]
    [InlineData("iss", "\"https://api.botframework.us\"", "token-issuer")]
    [InlineData("iss", "\"https://api.botframework.com/\"", "token-issuer")]
    [InlineData("iss", null, "token-issuer")]
    [InlineData("iss", "[\"https://api.botframework.com\"]", "token-issuer")]
    [InlineData("aud", "\"99999999-2222-3333-4444-555555555555\"", "token-audience")]
    [InlineData("aud", "\"\"", "token-audience")]
    [InlineData("aud", null, "token-audience")]
    [InlineData("aud", "[\"a\",\"b\"]", "token-audience")]
    [InlineData("exp", "-301", "token-expired")]
    [InlineData("exp", null, "token-expired")]
    [InlineData("nbf", "301", "token-not-yet-valid")]
    public async Task Receive_ClaimWrong_403AsTheOtherLibrary(string claim, string? value, string reason)
    {
        var token = Signer.Provider.Sign(With(claim, value));

        Assert.Equal((403, reason), await RefusalAsync(token));
        Assert.False(await OtherLibraryTakesAsync(token));
    }

    [Theory]
    [InlineData("exp", "-299")]
    [InlineData("nbf", "299")]
    [InlineData("aud", "[\"other\",\"11111111-2222-3333-4444-555555555555\"]")]
    [InlineData("jti", "\"never seen\"")]
    [InlineData("nbf", null)]
    public async Task Receive_WithinTheRules_TakenAsByTheOtherLibrary(string claim, string? value)
    {
        var token = Signer.Provider.Sign(With(claim, value));

        Assert.Null(await RefusalAsync(token));
        Assert.True(await OtherLibraryTakesAsync(token));
    }

    [Theory]
    [InlineData("serviceurl", "\"https://evil.example/\"")]
    [InlineData("serviceurl", "\"https://smba.trafficmanager.net/emea/other\"")]
    [InlineData("serviceurl", "\"https://SMBA.trafficmanager.net/emea\"")]
    [InlineData("serviceurl", "17")]
    [InlineData("serviceurl", null)]
    [InlineData("serviceUrl", "\"https://evil.example/\"")]
    public async Task Receive_ServiceUrlOfAnother_403(string claim, string? value) =>
        Assert.Equal((403, "token-service-url"), await RefusalAsync(Signer.Provider.Sign(With(claim, value))));

    [Theory]
    [InlineData("serviceUrl")]
    [InlineData("SERVICEURL")]
    public async Task Receive_ServiceUrlClaimInOtherLetters_Taken(string name)
    {
        var claims = Login.Claims();
        claims.Remove("serviceurl");
        claims[name] = $"{Login.Service}/";

        Assert.Null(await RefusalAsync(Signer.Provider.Sign(claims)));
    }

    [Fact]
    public async Task Receive_SignedByAnotherUnderTheSameKeyId_403()
    {
        var token = Signer.Impostor.Sign(Login.Claims());

        Assert.Equal((403, "token-signature"), await RefusalAsync(token));
        Assert.False(await OtherLibraryTakesAsync(token));
    }

    [Fact]
    public async Task Receive_PayloadChanged_403()
    {
        var parts = Signer.Provider.Sign(With("aud", "\"99999999-2222-3333-4444-555555555555\"")).Split('.');
        var token = $"{parts[0]}.{Signer.Join([], Login.Claims()).Split('.')[1]}.{parts[2]}";

        Assert.Equal((403, "token-signature"), await RefusalAsync(token));
        Assert.False(await OtherLibraryTakesAsync(token));
    }

    [Fact]
    public async Task Receive_OtherAlgorithms_403()
    {
        var good = Signer.Provider.Sign(Login.Claims());
        var unsigned = $"Bearer {Signer.Join(new JsonObject { ["alg"] = "none", ["kid"] = "key-1" }, Login.Claims())}";
        string[] tokens =
        [
            Signer.Provider.SignAsHmac(Login.Claims()),
            $"{unsigned}.{good.Split('.')[2]}",
            Sign(new JsonObject { ["alg"] = "none", ["kid"] = "key-1" }),
            Sign(new JsonObject { ["alg"] = "rs256", ["kid"] = "key-1" }),
            Sign(new JsonObject { ["alg"] = "RS512", ["kid"] = "key-1" }),
            Sign(new JsonObject { ["alg"] = "PS256", ["kid"] = "key-1" }),
            Sign(new JsonObject { ["kid"] = "key-1" }),
        ];
        foreach (var token in tokens)
        {
            Assert.Equal((403, "token-algorithm"), await RefusalAsync(token));
            Assert.False(await OtherLibraryTakesAsync(token));
        }

        Assert.Equal((403, "token-algorithm"), await RefusalAsync(Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = "key-1", ["crit"] = new JsonArray("exp") })));
        Assert.Equal((403, "token-malformed"), await RefusalAsync($"{unsigned}."));

        static string Sign(JsonObject header) => Signer.Provider.Sign(Login.Claims(), header);
    }

    [Fact]
    public async Task Receive_KeyInTheToken_IsNotBelieved()
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = "own", ["jwk"] = Signer.Impostor.ToJwk(), ["jku"] = "https://evil.example/keys", ["x5u"] = "https://evil.example/c" };

        Assert.Equal((403, "token-key-unknown"), await RefusalAsync(Signer.Impostor.Sign(Login.Claims(), header)));
    }

    [Theory]
    [InlineData(null, 401, "token-missing")]
    [InlineData("", 401, "token-missing")]
    [InlineData("Basic YTpi", 401, "token-missing")]
    [InlineData("Bearer", 401, "token-missing")]
    [InlineData("Bearer ", 403, "token-malformed")]
    [InlineData("Bearer a.b", 403, "token-malformed")]
    [InlineData("Bearer e30.e30.e30.e30", 403, "token-malformed")]
    [InlineData("Bearer e30=.e30.e30", 403, "token-malformed")]
    [InlineData("Bearer e3 0.e30.e30", 403, "token-malformed")]
    [InlineData("Bearer W10.e30.e30", 403, "token-malformed")]
    [InlineData("Bearer e30.e30.e30", 403, "token-algorithm")]
    public async Task Receive_NoToken_Refused(string? authorization, int status, string reason) => Assert.Equal((status, reason), await RefusalAsync(authorization));

    [Fact]
    public async Task Receive_TokenTooLong_403() => Assert.Equal((403, "token-malformed"), await RefusalAsync($"Bearer {new string('a', 20_000)}.e30.e30"));

    [Theory]
    [InlineData("\"channelId\":\"telegram\"")]
    [InlineData("\"channelId\":\"MSTEAMS\"")]
    [InlineData("\"channelId\":null")]
    public async Task Receive_ChannelThatTheKeyIsNotEndorsedFor_403(string channel) => Assert.Equal(
        (403, "token-endorsement"),
        await RefusalAsync(Signer.Provider.Sign(Login.Claims()), Login.Activity("x").Replace("\"channelId\":\"msteams\"", channel, StringComparison.Ordinal)));

    [Fact]
    public async Task Receive_KeyWithoutEndorsements_403()
    {
        var bare = new Signer("bare");

        Assert.Equal((403, "token-endorsement"), await RefusalAsync(bare.Sign(Login.Claims()), signers: [bare]));
    }

    [Fact]
    public async Task Receive_KeyNamedByItsThumbprintOnly_Taken() =>
        Assert.Null(await RefusalAsync(Signer.Provider.Sign(Login.Claims(), new JsonObject { ["alg"] = "RS256", ["x5t"] = "key-1" })));

    [Fact]
    public void Read_WeakOrOddKeys_NotUsed()
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);
        var small = Signer.Provider.ToJwk();
        small["n"] = Base64Url.EncodeToString(weak.ExportParameters(false).Modulus);
        foreach (var (name, value) in new (string, JsonNode?)[] { ("kty", "EC"), ("kty", "oct"), ("use", "enc"), ("alg", "HS256"), ("kid", null), ("n", "!"), ("e", ""), ("n", small["n"]!.DeepClone()) })
        {
            var key = Signer.Provider.ToJwk();
            key[name] = value;
            using var json = System.Text.Json.JsonDocument.Parse(key.ToJsonString());

            Assert.Null(SigningKey.Read(json.RootElement));
        }
    }

    private static JsonObject With(string claim, string? value)
    {
        var claims = Login.Claims();
        claims[claim] = claim is "exp" or "nbf" && value is not null ? Now + long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : value is null ? null : JsonNode.Parse(value);
        if (value is null)
        {
            claims.Remove(claim);
        }

        return claims;
    }

    /// <summary>Status and reason; null when it is taken.</summary>
    private static async Task<(int Status, string Reason)?> RefusalAsync(string? authorization, string? activity = null, List<Signer>? signers = null)
    {
        await using var login = new Login();
        login.Signers = signers ?? login.Signers;
        var receiver = login.Open().Receiver!;
        await Login.GiveAsync(receiver, Login.Posted("{}", Signer.Provider.Sign(Login.Claims())));
        login.Time.Now += ProviderKeys.Pause;
        var verdict = await Login.GiveAsync(receiver, Login.Posted(activity ?? Login.Activity("x"), authorization));
        return verdict is WebhookVerdict.Refuse refuse ? (refuse.Status, refuse.Reason) : verdict is WebhookVerdict.Take ? null : throw new InvalidOperationException(verdict.ToString());
    }

    private static async Task<bool> OtherLibraryTakesAsync(string authorization)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(authorization["Bearer ".Length..], new TokenValidationParameters
        {
            ValidAlgorithms = ["RS256"],
            IssuerSigningKey = new RsaSecurityKey(Signer.Provider.Public) { KeyId = Signer.Provider.Id },
            ValidIssuer = "https://api.botframework.com",
            ValidAudience = Login.App,

            // The library's own clock cannot be set from here; the comparison is by the test's.
            LifetimeValidator = (notBefore, expires, _, _) => expires is { } end
                && end.AddMinutes(5) >= TestSetup.Now.UtcDateTime
                && (notBefore is not { } start || start.AddMinutes(-5) <= TestSetup.Now.UtcDateTime),
        });
        return result.IsValid;
    }
}
