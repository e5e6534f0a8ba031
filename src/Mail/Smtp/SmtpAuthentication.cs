using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>AUTH (RFC 4954): PLAIN or LOGIN with a password, OAUTHBEARER or XOAUTH2 with an access token, never one in place of the other.</summary>
internal sealed class SmtpAuthentication(SmtpConnection connection, MailEndpoint endpoint, MailCredentials credentials)
{
    /// <summary>RFC 5321 §4.5.3.1.4: with its line end. A longer first message, as tokens make it, waits for the server's empty challenge.</summary>
    private const int LongestCommand = 512;

    private string? _failure;

    /// <summary>Logs in. Throws <see cref="MailException"/>, and <see cref="SmtpException"/> when the server said no.</summary>
    /// <param name="token">The access token when the credentials log in with one.</param>
    public async Task RunAsync(string? token, CancellationToken cancellationToken)
    {
        var reply = token is not null && credentials.Tokens is { } tokens
            ? await WithTokenAsync(tokens, token, cancellationToken).ConfigureAwait(false)
            : Offers("PLAIN") ? await RunAsync(SaslLogin.Plain(credentials.User, credentials.Password)).ConfigureAwait(false)
            : Offers("LOGIN") ? await LoginAsync().ConfigureAwait(false)
            : throw NotOffered("password");
        if (reply.Code == 235)
        {
            return;
        }

        var why = reply.Reason + (_failure is null ? "" : $" ({_failure})");
        var temporary = reply.Code is >= 400 and < 500;
        throw new SmtpException(
            temporary ? MailFault.Unavailable : MailFault.LoginRefused,
            temporary ? $"{endpoint} cannot log anybody in now: {why}"
                : $"{endpoint} refused the login: {why}; check {(token is null ? "user and password" : "user, access token and what it is granted")}",
            SmtpVerdict.Of(reply, SmtpStage.Login));
    }

    private async Task<SmtpReply> WithTokenAsync(IAccessTokenSource tokens, string token, CancellationToken cancellationToken)
    {
        var reply = await RunAsync(WithToken(token)).ConfigureAwait(false);
        if (reply.Code < 500)
        {
            return reply;
        }

        // Tokens end before their time when a password changes or a consent is withdrawn: one fresh one is tried.
        tokens.Reject(token);
        connection.Transport.Rest();
        var fresh = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        if (string.Equals(fresh, token, StringComparison.Ordinal))
        {
            return reply;
        }

        try
        {
            reply = await RunAsync(WithToken(fresh)).ConfigureAwait(false);
        }
        catch (MailException fault) when (fault.IsBrokenLink)
        {
            // Some servers close after a refused login; the refusal is what counts then.
            return reply;
        }

        if (reply.Code >= 500)
        {
            tokens.Reject(fresh);
        }

        return reply;
    }

    private SaslLogin WithToken(string token) =>
        SaslLogin.WithToken(Offers, credentials.User, token, endpoint) ?? throw NotOffered("access token");

    private async ValueTask<SmtpReply> RunAsync(SaslLogin login)
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

        if (reply.Code != 334)
        {
            return reply;
        }

        // What comes as a challenge now is the reason of a refusal, which follows when it is answered.
        _failure = SaslFailure.Status(reply.Lines[^1]);
        return await connection.RunAsync(login.FailureAnswer).ConfigureAwait(false);
    }

    private async ValueTask<SmtpReply> LoginAsync()
    {
        _ = SaslLogin.Plain(credentials.User, credentials.Password); // the same values cannot be sent
        var reply = await connection.RunAsync("AUTH LOGIN").ConfigureAwait(false);
        reply = reply.Code == 334 ? await connection.RunAsync(Base64(credentials.User)).ConfigureAwait(false) : reply;
        return reply.Code == 334 ? await connection.RunAsync(Base64(credentials.Password)).ConfigureAwait(false) : reply;
    }

    private SmtpException NotOffered(string kind) => new(
        MailFault.LoginDisabled,
        $"{endpoint} offers no login by {kind} on this connection",
        new(SmtpOutcome.Later, MailFault.LoginDisabled) { Cause = SmtpCause.Account });

    private bool Offers(string mechanism) =>
        connection.OfferArgument("AUTH").Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(mechanism, StringComparer.OrdinalIgnoreCase);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
