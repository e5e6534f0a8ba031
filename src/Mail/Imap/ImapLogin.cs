using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Everything between the TCP connection and the first SELECT: greeting, STARTTLS, login, ENABLE, ID.</summary>
internal static class ImapLogin
{
    /// <param name="token">The access token when the credentials log in with one.</param>
    public static async Task RunAsync(
        ImapConnection connection, MailEndpoint endpoint, MailCredentials credentials, string? token, CancellationToken cancellationToken)
    {
        connection.RenewCommand();
        var loggedIn = await GreetAsync(connection, endpoint).ConfigureAwait(false);
        if (endpoint.Security == MailSecurity.StartTls)
        {
            await StartTlsAsync(connection, endpoint, cancellationToken).ConfigureAwait(false);
        }

        await EnsureCapabilitiesAsync(connection).ConfigureAwait(false);
        if (!loggedIn)
        {
            await new ImapAuthentication(connection, endpoint, credentials).RunAsync(token, cancellationToken).ConfigureAwait(false);
            await EnsureCapabilitiesAsync(connection).ConfigureAwait(false);
        }

        await EnableAsync(connection).ConfigureAwait(false);
        if (connection.Supports("ID"))
        {
            await connection.RunAsync(connection.NewCommand("ID (\"name\" ").Value(connection.Settings.ClientName).Words(")")).ConfigureAwait(false);
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

    /// <summary>IMAP4rev2 and internationalised mail, where the server has them beside the older ways (RFC 9051 §6.3.1, RFC 6855 §3).</summary>
    private static async Task EnableAsync(ImapConnection connection)
    {
        connection.HasUtf8Names = connection.Supports("IMAP4rev2") && !connection.Supports("IMAP4rev1");
        var wanted = (connection.Supports("IMAP4rev2") && connection.Supports("IMAP4rev1") ? " IMAP4rev2" : "") +
            (connection.Supports("UTF8=ACCEPT") || connection.Supports("UTF8=ONLY") ? " UTF8=ACCEPT" : "");
        if (wanted.Length == 0 || (!connection.Supports("ENABLE") && !connection.Supports("IMAP4rev2")))
        {
            return;
        }

        await connection.RunAsync(connection.NewCommand("ENABLE" + wanted), words =>
        {
            var (first, list) = ImapStatusLine.Split(words);
            connection.HasUtf8Names |= string.Equals(first, "ENABLED", StringComparison.OrdinalIgnoreCase) &&
                list.Split(' ').Any(one => wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(one, StringComparer.OrdinalIgnoreCase));
        }).ConfigureAwait(false);
    }
}
