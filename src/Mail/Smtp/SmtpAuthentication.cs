using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>AUTH (RFC 4954): PLAIN or LOGIN with a password, OAUTHBEARER or XOAUTH2 with an access token, never one in place of the other.</summary>
internal static class SmtpAuthentication
{
    /// <summary>RFC 5321 §4.5.3.1.4: with its line end. A longer first message, as tokens make it, waits for the server's empty challenge.</summary>
    private const int LongestCommand = 512;

    /// <summary>Logs in. Throws <see cref="MailException"/>, and <see cref="SmtpException"/> when the server said no.</summary>
    public static async Task RunAsync(SmtpConnection connection, MailEndpoint endpoint, MailCredentials credentials, CancellationToken cancellationToken)
    {
        var mechanisms = connection.OfferArgument("AUTH").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool Offers(string mechanism) => mechanisms.Contains(mechanism, StringComparer.OrdinalIgnoreCase);
        var reply = credentials.Tokens is { } tokens
            ? await WithTokenAsync(connection, endpoint, credentials.User, tokens, Offers, cancellationToken).ConfigureAwait(false)
            : Offers("PLAIN") ? await RunAsync(connection, SaslLogin.Plain(credentials.User, credentials.Password)).ConfigureAwait(false)
            : Offers("LOGIN") ? await LoginAsync(connection, credentials).ConfigureAwait(false)
            : throw NotOffered(endpoint, "password");
        if (reply.Code == 235)
        {
            return;
        }

        var temporary = reply.Code is >= 400 and < 500;
        throw new SmtpException(
            temporary ? MailFault.Unavailable : MailFault.LoginRefused,
            temporary ? $"{endpoint} cannot log anybody in now: {reply.Reason}"
                : $"{endpoint} refused the login: {reply.Reason}; check {(credentials.Tokens is null ? "user and password" : "user, token and its rights")}",
            SmtpVerdict.Of(reply, SmtpStage.Login));
    }

    /// <summary>A token may have run out between two looks at the clock: with another one there is one more try.</summary>
    private static async Task<SmtpReply> WithTokenAsync(
        SmtpConnection connection, MailEndpoint endpoint, string user, IAccessTokenSource tokens, Func<string, bool> offers, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            var login = SaslLogin.WithToken(offers, user, token, endpoint) ?? throw NotOffered(endpoint, "access token");
            var reply = await RunAsync(connection, login).ConfigureAwait(false);
            if (reply.Code != 535)
            {
                return reply;
            }

            tokens.Reject(token);
            if (refused is not null || !connection.IsUsable || await tokens.GetAsync(cancellationToken).ConfigureAwait(false) == token)
            {
                return reply;
            }

            refused = token;
        }
    }

    private static async ValueTask<SmtpReply> RunAsync(SmtpConnection connection, SaslLogin login)
    {
        var command = "AUTH " + login.Mechanism;
        var whole = $"{command} {login.Response}";
        SmtpReply reply;
        if (whole.Length + 2 <= LongestCommand)
        {
            reply = await connection.RunAsync(whole).ConfigureAwait(false);
        }
        else
        {
            reply = await connection.RunAsync(command).ConfigureAwait(false);
            reply = reply.Code == 334 ? await connection.RunAsync(login.Response).ConfigureAwait(false) : reply;
        }

        // What comes as a challenge now is the reason of a refusal, which follows when it is answered.
        return reply.Code == 334 ? await connection.RunAsync(login.FailureAnswer).ConfigureAwait(false) : reply;
    }

    private static async ValueTask<SmtpReply> LoginAsync(SmtpConnection connection, MailCredentials credentials)
    {
        var reply = await connection.RunAsync("AUTH LOGIN").ConfigureAwait(false);
        reply = reply.Code == 334 ? await connection.RunAsync(Base64(credentials.User)).ConfigureAwait(false) : reply;
        return reply.Code == 334 ? await connection.RunAsync(Base64(credentials.Password)).ConfigureAwait(false) : reply;
    }

    private static SmtpException NotOffered(MailEndpoint endpoint, string kind) => new(
        MailFault.LoginDisabled,
        $"{endpoint} offers no login by {kind} on this connection",
        new(SmtpOutcome.Later, MailFault.LoginDisabled) { Cause = SmtpCause.Account });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
