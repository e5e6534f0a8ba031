using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email;

/// <summary>The three ways in which a mail account's login is configured, the same for reading and sending.</summary>
internal static class MailLogin
{
    /// <summary>Faults of the three options; keys are theirs.</summary>
    public static IEnumerable<SettingFault> Check(string? password, string? accessTokenFile, OAuthOptions? oauth)
    {
        var given = (IsGiven(password) ? 1 : 0) + (IsGiven(accessTokenFile) ? 1 : 0) + (oauth is null ? 0 : 1);
        if (given == 0)
        {
            yield return new("Password", "is missing: a login needs Password, AccessTokenFile or OAuth");
        }
        else if (given > 1)
        {
            yield return new(IsGiven(password) ? "Password" : "AccessTokenFile", "is one too many: a login has Password, AccessTokenFile or OAuth");
        }

        if (oauth is null)
        {
            yield break;
        }

        if (IsGiven(oauth.TokenEndpoint) &&
            !(Uri.TryCreate(oauth.TokenEndpoint, UriKind.Absolute, out var endpoint) &&
                (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback))))
        {
            yield return new("OAuth:TokenEndpoint", "must be an https address");
        }

        if (!IsGiven(oauth.ClientSecret) && !IsGiven(oauth.RefreshToken))
        {
            yield return new("OAuth:ClientSecret", "is missing: without a refresh token the application logs in with its secret");
        }
    }

    /// <summary>Credentials of options without fault. Tokens are kept as long as the result lives.</summary>
    public static MailCredentials Open(string user, string? password, string? accessTokenFile, OAuthOptions? oauth, ChannelSetup setup) =>
        oauth is not null ? new(user, new MailTokens(new OAuthTokens(oauth, setup.Http, setup.Time)))
        : IsGiven(accessTokenFile) ? new(user, new TokenFile(accessTokenFile!, setup.Time))
        : new(user, password ?? "");

    /// <summary>How long they last, where they are tokens: passwords do not say.</summary>
    public static CredentialLife? LifeOf(MailCredentials? credentials) => credentials?.Tokens switch
    {
        MailTokens tokens => tokens.Life,
        TokenFile file => file.Life,
        _ => null,
    };

    private static bool IsGiven(string? value) => !string.IsNullOrEmpty(value);
}
