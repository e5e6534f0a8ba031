using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Everything between the TCP connection and the first SELECT: greeting, STARTTLS, login, ID.</summary>
internal static class ImapLogin
{
    public static async Task RunAsync(
        ImapConnection connection, MailEndpoint endpoint, MailCredentials credentials, ImapSettings settings, CancellationToken cancellationToken)
    {
        var loggedIn = await GreetAsync(connection, endpoint).ConfigureAwait(false);
        if (endpoint.Security == MailSecurity.StartTls)
        {
            await StartTlsAsync(connection, endpoint, cancellationToken).ConfigureAwait(false);
        }

        if (!loggedIn)
        {
            await EnsureCapabilitiesAsync(connection).ConfigureAwait(false);
            await LogInAsync(connection, endpoint, credentials).ConfigureAwait(false);
        }

        await EnsureCapabilitiesAsync(connection).ConfigureAwait(false);
        if (connection.Supports("ID"))
        {
            await connection.RunAsync(connection.NewCommand("ID (\"name\" ").Value(settings.ClientName).Words(")")).ConfigureAwait(false);
        }
    }

    private static async Task<bool> GreetAsync(ImapConnection connection, MailEndpoint endpoint)
    {
        var greeting = await connection.ReadAsync().ConfigureAwait(false);
        var words = greeting.IsUntagged ? greeting.Text[2..] : "";
        connection.Note(greeting);
        switch (ImapStatusLine.Split(words).Word.ToUpperInvariant())
        {
            case "OK":
                return false;
            case "PREAUTH" when endpoint.Security == MailSecurity.StartTls:
                throw new ImapException(MailFault.TlsPreauth, $"{endpoint} says that it is logged in before TLS: refused");
            case "PREAUTH":
                return true;
            case "BYE":
                throw new ImapException(MailFault.ServerBye, $"{endpoint} refused the connection: {ImapStatusLine.Parse(words)?.Text}");
            default:
                throw new ImapException(MailFault.Protocol, $"{endpoint} is not an IMAP server");
        }
    }

    private static async Task StartTlsAsync(ImapConnection connection, MailEndpoint endpoint, CancellationToken cancellationToken)
    {
        await EnsureCapabilitiesAsync(connection).ConfigureAwait(false);
        var reply = connection.Supports("STARTTLS")
            ? await connection.RunAsync(connection.NewCommand("STARTTLS")).ConfigureAwait(false)
            : null;
        if (reply is not { IsOk: true })
        {
            throw new ImapException(MailFault.TlsNotOffered, $"{endpoint} does not offer STARTTLS: no login without protection");
        }

        await connection.Transport.SecureAsync(cancellationToken).ConfigureAwait(false);
        connection.ForgetCapabilities();
    }

    private static async Task EnsureCapabilitiesAsync(ImapConnection connection)
    {
        if (!connection.KnowsCapabilities)
        {
            (await connection.RunAsync(connection.NewCommand("CAPABILITY")).ConfigureAwait(false)).OrThrow("CAPABILITY");
        }
    }

    private static async Task LogInAsync(ImapConnection connection, MailEndpoint endpoint, MailCredentials credentials)
    {
        // Exchange's "user\shared mailbox" is understood by LOGIN only.
        var plain = connection.Supports("AUTH=PLAIN") && credentials.User.AsSpan().IndexOfAny('\\', '/') < 0;
        if (!plain && connection.Supports("LOGINDISABLED"))
        {
            throw new ImapException(MailFault.LoginDisabled, $"{endpoint} allows no password login on this connection");
        }

        var known = plain
            ? await AuthenticatePlainAsync(connection, credentials).ConfigureAwait(false)
            : await connection.RunAsync(
                ForgetAfterLogin(connection, connection.NewCommand("LOGIN ").Value(credentials.User).Words(" ").Value(credentials.Password))).ConfigureAwait(false);
        if (known.IsOk)
        {
            return;
        }

        throw known.IsPassing || known.Code is "SERVERBUG" or "CONTACTADMIN"
            ? new ImapException(MailFault.Unavailable, $"{endpoint} cannot log anybody in now: [{known.Code}]", known.Code)
            : new ImapException(
                MailFault.LoginRefused, $"{endpoint} refused the login{(known.Code is null ? "" : $" [{known.Code}]")}: check user and password", known.Code);
    }

    private static async Task<ImapReply> AuthenticatePlainAsync(ImapConnection connection, MailCredentials credentials)
    {
        var answer = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{credentials.User}\0{credentials.Password}"));
        if (connection.Supports("SASL-IR"))
        {
            return await connection.RunAsync(
                ForgetAfterLogin(connection, connection.NewCommand("AUTHENTICATE PLAIN ").Words(answer))).ConfigureAwait(false);
        }

        var command = ForgetAfterLogin(connection, connection.NewCommand("AUTHENTICATE PLAIN"));
        await connection.SendAsync(command).ConfigureAwait(false);
        if (await connection.UntilContinuationAsync(command.Tag).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        await connection.Transport.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n")).ConfigureAwait(false);
        return await connection.ReadReplyAsync(command.Tag).ConfigureAwait(false);
    }

    /// <summary>What is offered changes with the login; the answer to it may bring the new list.</summary>
    private static ImapCommand ForgetAfterLogin(ImapConnection connection, ImapCommand command)
    {
        connection.ForgetCapabilities();
        return command;
    }
}
