using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>The tokens in force.</summary>
/// <param name="Origin">A hash of the refresh token in the settings that they descend from.</param>
/// <param name="RefreshToken">Works once.</param>
/// <param name="AccessToken">Empty before the first refresh.</param>
/// <param name="EndsAt">Of the access token.</param>
internal sealed record XTokenPair(string Origin, string RefreshToken, string AccessToken, DateTimeOffset EndsAt)
{
    public static XTokenPair First(string refreshToken) => new(OriginOf(refreshToken), refreshToken, "", default);

    public bool IsBornFrom(string refreshToken) => string.Equals(Origin, OriginOf(refreshToken), StringComparison.Ordinal);

    public ReadOnlyMemory<byte> Write()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("origin", Origin);
        json.WriteString("refresh_token", RefreshToken);
        json.WriteString("access_token", AccessToken);
        json.WriteNumber("ends_at", EndsAt.ToUnixTimeSeconds());
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Null for what <see cref="Write"/> did not write.</summary>
    public static XTokenPair? Read(ReadOnlyMemory<byte> bytes)
    {
        using var json = JsonFields.Parse(bytes);
        var pair = json?.RootElement ?? default;
        return pair.Text("origin"u8, 100, []) is { } origin && pair.Text("refresh_token"u8, 4000, []) is { Length: > 0 } refresh && pair.Seconds("ends_at"u8) is { } ends
            ? new XTokenPair(origin, refresh, pair.Text("access_token"u8, 4000, []) ?? "", ends)
            : null;
    }

    /// <summary>Never the tokens.</summary>
    public override string ToString() => nameof(XTokenPair);

    private static string OriginOf(string refreshToken) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)).AsSpan(0, 16));
}
