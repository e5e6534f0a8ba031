using System.Text.Json;

namespace Ingestion.Mail.Transport;

/// <summary>Reads the challenge by which XOAUTH2 and OAUTHBEARER tell of a failure: Base64 of <c>{"status":"invalid_token",...}</c>.</summary>
internal static class SaslFailure
{
    private const int MaxChars = 16 * 1024;

    /// <summary>The status when it is a word or number that can be shown to operators, else null.</summary>
    public static string? Status(string challenge)
    {
        var bytes = new byte[Math.Min(challenge.Length, MaxChars)];
        if (challenge.Length is 0 or > MaxChars || !Convert.TryFromBase64String(challenge, bytes, out var length))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("status", out var status)
                ? Shown(status.ToString())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Shown(string status) =>
        status.Length is > 0 and <= 40 && !status.AsSpan().ContainsAnyExcept(Letters) ? status : null;

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-. ");
}
