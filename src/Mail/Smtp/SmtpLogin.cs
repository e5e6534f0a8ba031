using System.Net;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>Everything before the first MAIL: greeting, EHLO, STARTTLS, AUTH.</summary>
internal static class SmtpLogin
{
    /// <summary>Opens a session. Throws <see cref="MailException"/>.</summary>
    public static async Task<SmtpConnection> ConnectAsync(
        MailEndpoint endpoint, MailCredentials? credentials, SmtpSettings settings, CancellationToken cancellationToken)
    {
        // Before the connection: no server waits for a token, and without one there is nothing to connect for.
        var token = credentials?.Tokens is { } tokens ? await tokens.GetAsync(cancellationToken).ConfigureAwait(false) : null;
        var transport = await MailTransport.ConnectAsync(endpoint, 16 * 1024, cancellationToken).ConfigureAwait(false);
        var connection = new SmtpConnection(transport);
        try
        {
            using var operation = transport.Begin(cancellationToken);
            Require(await connection.ReadReplyAsync().ConfigureAwait(false), 220, $"{endpoint} does not take mail now");
            await HelloAsync(connection, endpoint, settings).ConfigureAwait(false);
            if (endpoint.Security == MailSecurity.StartTls)
            {
                await StartTlsAsync(connection, endpoint, cancellationToken).ConfigureAwait(false);
                await HelloAsync(connection, endpoint, settings).ConfigureAwait(false);
            }

            if (credentials is not null)
            {
                await new SmtpAuthentication(connection, endpoint, credentials).RunAsync(token, cancellationToken).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task HelloAsync(SmtpConnection connection, MailEndpoint endpoint, SmtpSettings settings)
    {
        var reply = await connection.RunAsync("EHLO " + (settings.ClientName ?? OwnAddress(connection.Transport.LocalAddress))).ConfigureAwait(false);
        connection.SetOffers(Require(reply, 250, $"{endpoint} refused EHLO"));
    }

    private static async Task StartTlsAsync(SmtpConnection connection, MailEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!connection.Offers("STARTTLS") || (await connection.RunAsync("STARTTLS").ConfigureAwait(false)).Code != 220)
        {
            throw new MailException(MailFault.TlsNotOffered, $"{endpoint} does not offer STARTTLS: no login and no mail without protection");
        }

        await connection.Transport.SecureAsync(cancellationToken).ConfigureAwait(false);
    }

    private static SmtpReply Require(SmtpReply reply, int code, string otherwise) => reply.Code == code
        ? reply
        : throw new SmtpException(
            reply.Code is >= 400 and < 500 ? MailFault.Unavailable : MailFault.Refused,
            $"{otherwise}: {reply.Reason}",
            SmtpVerdict.Of(reply, SmtpStage.Login));

    private static string OwnAddress(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[IPv6:{address.ToString().Split('%')[0]}]"
            : $"[{address}]";
    }
}
