using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Smtp;

/// <summary>Connects, logs in, says goodbye. No mail is sent.</summary>
internal sealed class SmtpConnectionTest(SmtpOptions options, MailCredentials? credentials) : IConnectionTest
{
    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        await using var client = new SmtpClient(options.Endpoint, credentials, options.Settings);
        try
        {
            var tls = await client.TestAsync(cancellationToken).ConfigureAwait(false);
            return new(true, $"{options.Endpoint}, {tls ?? "not encrypted"}, {(credentials is null ? "no login" : "logged in")}");
        }
        catch (MailException fault)
        {
            return new(false, $"{fault.Message} ({fault.Code})");
        }
    }
}
