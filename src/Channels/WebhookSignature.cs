using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Ingestion.Channels;

/// <summary>
/// Signatures of Standard Webhooks, version <c>v1</c>: HMAC-SHA256 over <c>id.timestamp.body</c>, in Base64. For everything that signs
/// or checks webhooks in and out. (<c>v1a</c> is Ed25519, which .NET 10 does not have.)
/// </summary>
public static class WebhookSignature
{
    /// <summary>How secrets begin in settings: <c>whsec_</c> and then Base64 of the key.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Bytes of a signature.</summary>
    public const int Size = HMACSHA256.HashSizeInBytes;

    private const int MinKey = 24;
    private const int MaxKey = 64;
    private const int MaxIdBytes = 256;

    /// <summary>The key of a secret as the specification writes it: 24 to 64 bytes; null when the text is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var encoded = secret.AsSpan(SecretPrefix.Length);
        Span<byte> key = stackalloc byte[MaxKey];
        return Base64.IsValid(encoded, out var length) && length is >= MinKey and <= MaxKey && Convert.TryFromBase64Chars(encoded, key, out length)
            ? key[..length].ToArray()
            : null;
    }

    /// <summary>Whether an id may be signed: 1 to 256 printable ASCII characters without a dot, which would make the signed text ambiguous.</summary>
    public static bool IsId(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= MaxIdBytes && !id.ContainsAnyExceptInRange('!', '~') && !id.Contains('.');

    /// <summary>The signature as it stands in the header <c>webhook-signature</c>: <c>v1,…</c>.</summary>
    /// <param name="id">See <see cref="IsId"/>.</param>
    /// <param name="timestamp">Signed in whole Unix seconds, as in the header <c>webhook-timestamp</c>.</param>
    public static string Sign(ReadOnlySpan<byte> key, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        Span<byte> signature = stackalloc byte[Size];
        using var hash = HashOf(key);
        Compute(hash, id, timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), body, signature);
        return string.Concat("v1,", Convert.ToBase64String(signature));
    }

    /// <summary>For <see cref="Compute"/>; to be kept, for making one costs more than a signature. Not thread-safe.</summary>
    public static IncrementalHash HashOf(ReadOnlySpan<byte> key) => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    /// <summary>The bare signature over the header values exactly as they came.</summary>
    /// <param name="hash">See <see cref="HashOf"/>; afterwards ready for the next one.</param>
    /// <exception cref="ArgumentException">The id or the timestamp is longer than they may be.</exception>
    public static void Compute(
        IncrementalHash hash, ReadOnlySpan<char> id, ReadOnlySpan<char> timestamp, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        Span<byte> head = stackalloc byte[MaxIdBytes + 32];
        if (!Utf8.TryWrite(head, CultureInfo.InvariantCulture, $"{id}.{timestamp}.", out var length))
        {
            throw new ArgumentException("The id or the timestamp is too long to be signed.", nameof(id));
        }

        hash.AppendData(head[..length]);
        hash.AppendData(body);
        hash.GetHashAndReset(signature);
    }
}
