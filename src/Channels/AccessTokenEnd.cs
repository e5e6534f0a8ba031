using System.Buffers.Text;

namespace Ingestion.Channels;

/// <summary>Reads out of an access token when it ends, where it is a JSON Web Token (RFC 7519 §4.1.4). Nothing is verified: it is only shown.</summary>
internal static class AccessTokenEnd
{
    private const int MaxClaims = 16 * 1024;

    /// <summary>Null when the token is opaque or does not say.</summary>
    public static DateTimeOffset? Of(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || parts[1].Length > MaxClaims || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        using var claims = JsonFields.Parse(Base64Url.DecodeFromChars(parts[1]));
        return claims?.RootElement.Real("exp"u8) is { } seconds and > 0 and < 1e11 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
    }
}
