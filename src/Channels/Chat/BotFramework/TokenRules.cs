namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>What makes an inbound token good. No setting turns any of it off.</summary>
internal sealed class TokenRules(BotFrameworkOptions options)
{
    /// <summary>By how much clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>What the claims say before anybody believes them: why the token is of no use in any case, or null.</summary>
    public string? FaultOfClaims(BotToken token, DateTimeOffset now)
    {
        var (seconds, skew) = (now.ToUnixTimeSeconds(), (long)Skew.TotalSeconds);
        return !token.IsRs256 ? "token-algorithm"
            : !string.Equals(token.Issuer, options.Issuer, StringComparison.Ordinal) ? "token-issuer"
            : !token.Audiences.Contains(options.AppId, StringComparer.OrdinalIgnoreCase) ? "token-audience"
            : token.Expires is not { } expires || expires < seconds - skew ? "token-expired"
            : token.NotBefore > seconds + skew ? "token-not-yet-valid"
            : token.ServiceUrl is null ? "token-service-url"
            : null;
    }

    /// <summary>Whether a key of the provider has signed it: why not, or null.</summary>
    public static string? FaultOfSignature(BotToken token, SigningKey? key) =>
        key is null ? "token-key-unknown"
        : !key.HasSigned(token) ? "token-signature"
        : null;

    /// <summary>
    /// Whether it was made for this activity: why not, or null. The body is not signed; that its service is the token's keeps our own token from going to
    /// somebody else's, and the endorsement keeps one channel from speaking for another.
    /// </summary>
    public static string? FaultOfActivity(BotToken token, SigningKey key, string? serviceUrl, string? channel) =>
        serviceUrl is null || !string.Equals(token.ServiceUrl!.TrimEnd('/'), serviceUrl.TrimEnd('/'), StringComparison.Ordinal) ? "token-service-url"
        : channel is null || !key.Endorsements.Contains(channel) ? "token-endorsement"
        : null;
}
