using System.Net;
using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>Everything before the first MAIL: greeting, EHLO, STARTTLS, AUTH.</summary>
internal static class SmtpLogin
{
    /// <summary>Opens a session. Throws <see cref="MailException"/>.</summary>
    public static async Task<SmtpConnection> ConnectAsync(
        MailEndpoint endpoint, MailCredentials? credentials, SmtpSettings settings, CancellationToken cancellationToken)
    {
        var transport = await MailTransport.ConnectAsync(endpoint, 16 * 1024, cancellationToken).ConfigureAwait(false);
        var connection = new SmtpConnection(transport, settings);
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
                await LogInAsync(connection, endpoint, credentials).ConfigureAwait(false);
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
        if (!connection.Offers("STARTTLS") || !(await connection.RunAsync("STARTTLS").ConfigureAwait(false)).IsPositive)
        {
            throw new MailException(MailFault.TlsNotOffered, $"{endpoint} does not offer STARTTLS: no login and no mail without protection");
        }

        await connection.Transport.SecureAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task LogInAsync(SmtpConnection connection, MailEndpoint endpoint, MailCredentials credentials)
    {
        var offered = connection.OfferArgument("AUTH").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        SmtpReply reply;
        if (offered.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await connection.RunAsync("AUTH PLAIN " + Base64($"\0{credentials.User}\0{credentials.Password}")).ConfigureAwait(false);
        }
        else if (offered.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await connection.RunAsync("AUTH LOGIN").ConfigureAwait(false);
            reply = reply.Code == 334 ? await connection.RunAsync(Base64(credentials.User)).ConfigureAwait(false) : reply;
            reply = reply.Code == 334 ? await connection.RunAsync(Base64(credentials.Password)).ConfigureAwait(false) : reply;
        }
        else
        {
            throw new SmtpException(
                MailFault.LoginDisabled,
                $"{endpoint} offers no password login on this connection",
                new(SmtpOutcome.Later, MailFault.LoginDisabled) { AccountFault = true });
        }

        if (reply.Code != 235)
        {
            var temporary = reply.Code is >= 400 and < 500;
            throw new SmtpException(
                temporary ? MailFault.Unavailable : MailFault.LoginRefused,
                temporary ? $"{endpoint} cannot log anybody in now: {reply.Reason}" : $"{endpoint} refused the login: {reply.Reason}; check user and password",
                SmtpVerdict.Of(reply, SmtpStage.Login));
        }
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

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
