using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Channels.Tests.Chat.BotFramework;

/// <summary>A key pair as the provider has them, and what it signs.</summary>
internal sealed class Signer(string id, params string[] endorsements)
{
    private readonly RSA _rsa = RSA.Create(2048);

    /// <summary>The provider's own, and somebody else's under the same id.</summary>
    public static Signer Provider { get; } = new("key-1", "msteams", "webchat", "directline");

    public static Signer Impostor { get; } = new("key-1", "msteams", "webchat", "directline");

    public static Signer Next { get; } = new("key-2", "msteams");

    public string Id => id;

    public RSAParameters Public => _rsa.ExportParameters(includePrivateParameters: false);

    public JsonObject ToJwk()
    {
        var key = Public;
        return new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["x5t"] = id, ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
            ["endorsements"] = new JsonArray([.. endorsements.Select(one => JsonValue.Create(one))]),
        };
    }

    /// <summary>A token as it stands in the Authorization header.</summary>
    public string Sign(JsonObject claims, JsonObject? header = null)
    {
        var signed = Join(header ?? new JsonObject { ["alg"] = "RS256", ["kid"] = id, ["x5t"] = id, ["typ"] = "JWT" }, claims);
        return $"Bearer {signed}.{Base64Url.EncodeToString(_rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Header and claims, not yet signed.</summary>
    public static string Join(JsonObject header, JsonObject claims) =>
        $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";

    /// <summary>Signed with the public key as the secret of an HMAC: the oldest trick.</summary>
    public string SignAsHmac(JsonObject claims)
    {
        var signed = Join(new JsonObject { ["alg"] = "HS256", ["kid"] = id }, claims);
        return $"Bearer {signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed)))}";
    }
}
