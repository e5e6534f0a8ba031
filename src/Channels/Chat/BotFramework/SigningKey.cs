using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>A key with which the Bot Connector signs (RFC 7517), and the channels that it may sign for.</summary>
internal sealed record SigningKey(string Id, string? Thumbprint, RSAParameters Key, IReadOnlySet<string> Endorsements)
{
    private const int MinModulus = 256;
    private const int MaxModulus = 1024;

    /// <summary>Null for anything but a public RSA key of at least 2048 bits for signatures.</summary>
    public static SigningKey? Read(JsonElement key)
    {
        if (key.Id("kty"u8) != "RSA"
            || key.Id("kid"u8) is not { } id
            || (key.Has("use"u8) && key.Id("use"u8) != "sig")
            || (key.Has("alg"u8) && key.Id("alg"u8) != "RS256")
            || Number(key, "n"u8) is not { Length: >= MinModulus and <= MaxModulus } modulus
            || Number(key, "e"u8) is not { Length: > 0 and <= 8 } exponent)
        {
            return null;
        }

        return new SigningKey(
            id,
            key.Id("x5t"u8),
            new RSAParameters { Modulus = modulus, Exponent = exponent },
            key.Field("endorsements"u8).Items().Select(one => one.AsText(100, [])).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3). An RSA object is not for several threads, so each call has its own.</summary>
    public bool HasSigned(BotToken token)
    {
        try
        {
            using var rsa = RSA.Create(Key);
            return rsa.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Number(JsonElement key, ReadOnlySpan<byte> name)
    {
        var text = key.Text(name, 2000, []);
        return text is { Length: > 0 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text).SkipWhile(one => one == 0).ToArray() : null;
    }
}
