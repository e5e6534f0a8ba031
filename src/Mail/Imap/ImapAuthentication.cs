using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Logs in on a connection whose capabilities are known: with an access token, with AUTHENTICATE PLAIN or with LOGIN.</summary>
internal sealed class ImapAuthentication(ImapConnection connection, MailEndpoint endpoint, MailCredentials credentials)
{
    /// <summary>A server that challenges more often does not speak the mechanism.</summary>
    private const int MaxChallenges = 3;

    private string? _failure;

    /// <param name="token">The access token when the credentials log in with one.</param>
    public async Task RunAsync(string? token, CancellationToken cancellationToken)
    {
        var told = connection.CapabilityTellings;
        if (token is not null && credentials.Tokens is { } tokens)
        {
            await WithTokenAsync(tokens, token, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Judge(await WithPasswordAsync().ConfigureAwait(false));
        }

        if (connection.CapabilityTellings == told)
        {
            // What is offered changes with the login, and the answer to it has not said how.
            connection.ForgetCapabilities();
        }
    }

    private async Task WithTokenAsync(IAccessTokenSource tokens, string token, CancellationToken cancellationToken)
    {
        var reply = await AuthenticateAsync(WithToken(token)).ConfigureAwait(false);
        if (!reply.IsOk && !IsPassing(reply))
        {
            // Tokens end before their time when a password changes or a consent is withdrawn: one fresh one is tried.
            tokens.Reject(token);
            connection.Transport.Rest();
            var fresh = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            if (!string.Equals(fresh, token, StringComparison.Ordinal))
            {
                reply = await AuthenticateAgainAsync(WithToken(fresh), reply).ConfigureAwait(false);
                if (!reply.IsOk && !IsPassing(reply))
                {
                    tokens.Reject(fresh);
                }
            }
        }

        Judge(reply);
    }

    /// <summary>Some servers close after a refused login; the refusal is what counts then.</summary>
    private async Task<ImapReply> AuthenticateAgainAsync(SaslLogin login, ImapReply refusal)
    {
        try
        {
            return await AuthenticateAsync(login).ConfigureAwait(false);
        }
        catch (MailException fault) when (fault.IsBrokenLink)
        {
            return refusal;
        }
    }

    private SaslLogin WithToken(string token) =>
        SaslLogin.WithToken(name => connection.Supports("AUTH=" + name), credentials.User, token, endpoint) ??
        throw new ImapException(MailFault.LoginDisabled, $"{endpoint} offers no login with an access token on this connection");

    private async Task<ImapReply> WithPasswordAsync()
    {
        // Exchange's "user\shared mailbox" is understood by LOGIN only.
        if (connection.Supports("AUTH=PLAIN") && credentials.User.AsSpan().IndexOfAny('\\', '/') < 0)
        {
            return await AuthenticateAsync(SaslLogin.Plain(credentials.User, credentials.Password)).ConfigureAwait(false);
        }

        if (connection.Supports("LOGINDISABLED"))
        {
            throw new ImapException(MailFault.LoginDisabled, $"{endpoint} allows no password login on this connection");
        }

        _ = SaslLogin.Plain(credentials.User, credentials.Password); // the same values cannot be sent
        return await connection.RunAsync(
            connection.NewCommand("LOGIN ").Value(credentials.User).Words(" ").Value(credentials.Password)).ConfigureAwait(false);
    }

    private async Task<ImapReply> AuthenticateAsync(SaslLogin login)
    {
        var said = connection.Supports("SASL-IR");
        var command = connection.NewCommand($"AUTHENTICATE {login.Mechanism}{(said ? " " + login.Response : "")}");
        if (await connection.SendAsync(command).ConfigureAwait(false) is { } early)
        {
            return early;
        }

        for (var challenges = 0; challenges < MaxChallenges; challenges++)
        {
            var challenge = "";
            if (await connection.UntilContinuationAsync(command.Tag, text => challenge = text).ConfigureAwait(false) is { } reply)
            {
                return reply;
            }

            _failure = said ? SaslFailure.Status(challenge) : null;
            var answer = said ? login.FailureAnswer : login.Response;
            said = true;
            await connection.Transport.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n")).ConfigureAwait(false);
        }

        throw new ImapException(MailFault.Protocol, $"{endpoint} asks more than {login.Mechanism} has to say");
    }

    private void Judge(ImapReply reply)
    {
        if (reply.IsOk)
        {
            return;
        }

        var why = $"{(reply.Code is null ? "" : $" [{reply.Code}]")}{(_failure is null ? "" : $" ({_failure})")}";
        throw IsPassing(reply)
            ? new ImapException(MailFault.Unavailable, $"{endpoint} cannot log anybody in now:{why}", reply.Code)
            : new ImapException(
                MailFault.LoginRefused,
                $"{endpoint} refused the login{why}: check {(credentials.Tokens is null ? "user and password" : "user, access token and what it is granted")}",
                reply.Code);
    }

    private static bool IsPassing(ImapReply reply) => reply.IsPassing || reply.Code is "SERVERBUG" or "CONTACTADMIN";
}
