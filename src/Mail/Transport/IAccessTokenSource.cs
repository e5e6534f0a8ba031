namespace Ingestion.Mail.Transport;

/// <summary>
/// Gives the bearer token with which an account logs in by OAuth 2.0 (XOAUTH2, OAUTHBEARER). Used by several connections at once.
/// </summary>
public interface IAccessTokenSource
{
    /// <summary>
    /// The token to use now. Throws <see cref="MailException"/>: <see cref="MailFault.TokenUnavailable"/> when trying again later may help,
    /// <see cref="MailFault.TokenRefused"/> when somebody has to change something first.
    /// </summary>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A mail server refused this token. The next <see cref="GetAsync"/> gives another one if there is one; giving the same again says that there is none.
    /// </summary>
    void Reject(string token);
}
