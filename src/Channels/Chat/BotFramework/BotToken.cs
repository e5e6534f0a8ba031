using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>A JSON Web Token as it came (RFC 7519, compact form of RFC 7515), taken apart and not yet believed.</summary>
internal sealed record BotToken
{
    private const string Scheme = "Bearer ";
    private const int MaxLength = 16 * 1024;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The only algorithm that is taken; anything else in the header, or a header that demands more, is another token.</summary>
    public required bool IsRs256 { get; init; }

    public required string? KeyId { get; init; }

    /// <summary>The thumbprint of the key's certificate.</summary>
    public required string? Thumbprint { get; init; }

    /// <summary>What is signed: header and claims as they came.</summary>
    public required byte[] Signed { get; init; }

    public required byte[] Signature { get; init; }

    public required string? Issuer { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long? Expires { get; init; }

    /// <summary>Unix seconds; null when it is not said.</summary>
    public required long? NotBefore { get; init; }

    /// <summary>Null when there is none, or two that differ.</summary>
    public required string? ServiceUrl { get; init; }

    /// <summary>Never the token.</summary>
    public override string ToString() => nameof(BotToken);

    /// <summary>Whether the header carries a bearer token at all.</summary>
    public static bool IsBearer(string? authorization) => authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Takes the Authorization header apart; null when it holds no whole token.</summary>
    public static BotToken? Read(string? authorization)
    {
        if (!IsBearer(authorization) || authorization!.Length > MaxLength)
        {
            return null;
        }

        var token = authorization[Scheme.Length..].Trim();
        var parts = token.Split('.');
        if (parts.Length != 3 || Decode(parts[0]) is not { } head || Decode(parts[1]) is not { } body || Decode(parts[2]) is not { } signature)
        {
            return null;
        }

        using var header = JsonFields.Parse(head);
        using var claims = JsonFields.Parse(body);
        if (header is null || claims is null)
        {
            return null;
        }

        return new BotToken
        {
            IsRs256 = header.RootElement.Id("alg"u8) == "RS256" && !header.RootElement.Has("crit"u8),
            KeyId = header.RootElement.Id("kid"u8),
            Thumbprint = header.RootElement.Id("x5t"u8),
            Signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]),
            Signature = signature,
            Issuer = claims.RootElement.Id("iss"u8),
            Audiences = AudiencesOf(claims.RootElement),
            Expires = SecondsOf(claims.RootElement, "exp"u8),
            NotBefore = SecondsOf(claims.RootElement, "nbf"u8) ?? (claims.RootElement.Has("nbf"u8) ? long.MaxValue : null),
            ServiceUrl = ServiceUrlOf(claims.RootElement),
        };
    }

    private static byte[]? Decode(string part) =>
        part.Length > 0 && part.AsSpan().IndexOfAnyExcept(Letters) < 0 && Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;

    private static string[] AudiencesOf(JsonElement claims)
    {
        var audience = claims.Field("aud"u8);
        var all = audience.ValueKind == JsonValueKind.Array ? audience.Items() : [audience];
        return [.. all.Select(one => one.AsText(300, [])).OfType<string>()];
    }

    /// <summary>NumericDate may have a fraction.</summary>
    private static long? SecondsOf(JsonElement claims, ReadOnlySpan<byte> name) =>
        claims.Real(name) is { } seconds and >= 0 and < 1e12 ? (long)seconds : null;

    /// <summary>Written <c>serviceurl</c> in tokens and <c>serviceUrl</c> in documents.</summary>
    private static string? ServiceUrlOf(JsonElement claims)
    {
        var urls = claims.EnumerateObject()
            .Where(claim => Ascii.EqualsIgnoreCase(JsonMarshal.GetRawUtf8PropertyName(claim), "serviceurl"u8))
            .Select(claim => claim.Value.AsText(500, []))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return urls.Length == 1 ? urls[0] : null;
    }
}
