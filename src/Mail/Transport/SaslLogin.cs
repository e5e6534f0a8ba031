using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Transport;

/// <summary>
/// One login by SASL (RFC 4422) as IMAP's AUTHENTICATE and SMTP's AUTH carry it: the client speaks once, and a failure that comes as a
/// challenge has its fixed answer.
/// </summary>
internal sealed class SaslLogin
{
    private const char Separator = '\u0001';

    private SaslLogin(string mechanism, string response, string failureAnswer) =>
        (Mechanism, Response, FailureAnswer) = (mechanism, Base64(response), failureAnswer);

    /// <summary><c>PLAIN</c>, <c>XOAUTH2</c>, <c>OAUTHBEARER</c>.</summary>
    public string Mechanism { get; }

    /// <summary>The initial response in Base64: on the command's own line where the protocol allows that, else after the first empty challenge.</summary>
    public string Response { get; }

    /// <summary>
    /// The line that answers any further challenge, without line end, after which the server sends its refusal: empty for XOAUTH2,
    /// <c>AQ==</c> for OAUTHBEARER (RFC 7628 §3.2.3), <c>*</c> (cancel) for PLAIN, which knows no further challenge.
    /// </summary>
    public string FailureAnswer { get; }

    /// <summary>RFC 4616. Neither value may hold NUL.</summary>
    public static SaslLogin Plain(string user, string password)
    {
        Check(user, '\0', nameof(user));
        Check(password, '\0', nameof(password));
        return new("PLAIN", $"\0{user}\0{password}", "*");
    }

    /// <summary>The mechanism of Google and Microsoft, older than the standard one.</summary>
    public static SaslLogin XOAuth2(string user, string token)
    {
        Check(user, Separator, nameof(user));
        return new("XOAUTH2", $"user={user}{Separator}auth=Bearer {Bearer(token)}{Separator}{Separator}", "");
    }

    /// <summary>RFC 7628; host and port are the server's, as we connected to it.</summary>
    public static SaslLogin OAuthBearer(string user, string token, MailEndpoint endpoint)
    {
        Check(user, Separator, nameof(user));
        var name = user.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
        var port = endpoint.Port.ToString(CultureInfo.InvariantCulture);
        return new(
            "OAUTHBEARER",
            $"n,a={name},{Separator}host={endpoint.Host}{Separator}port={port}{Separator}auth=Bearer {Bearer(token)}{Separator}{Separator}",
            "AQ==");
    }

    /// <summary>The better one of the two token mechanisms that the server offers, or null.</summary>
    /// <param name="offers">Whether the server offers a mechanism of this name.</param>
    public static SaslLogin? WithToken(Func<string, bool> offers, string user, string token, MailEndpoint endpoint) =>
        offers("OAUTHBEARER") ? OAuthBearer(user, token, endpoint)
        : offers("XOAUTH2") ? XOAuth2(user, token)
        : null;

    /// <summary>Neither user nor secret.</summary>
    public override string ToString() => Mechanism;

    /// <summary>A file with a line end or a byte order mark too much must not become another message than the one meant.</summary>
    private static string Bearer(string token) => token.Length > 0 && token.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        ? token
        : throw new MailException(MailFault.TokenRefused, "the access token is empty or holds characters that no token has");

    private static void Check(string value, char forbidden, string name)
    {
        if (value.Contains(forbidden, StringComparison.Ordinal))
        {
            throw new MailException(MailFault.LoginRefused, $"the {name} holds a control character that no login can carry");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
