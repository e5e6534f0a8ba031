using System.Globalization;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>Connects, logs in, opens the folder read-only, says goodbye.</summary>
internal sealed class ImapConnectionTest(ImapOptions options, MailCredentials credentials) : IConnectionTest
{
    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        var endpoint = options.Endpoint;
        try
        {
            await using var client = await ImapClient.ConnectAsync(endpoint, credentials, null, cancellationToken).ConfigureAwait(false);
            var mailbox = await client.SelectAsync(options.Folder, readOnly: true, cancellationToken).ConfigureAwait(false);
            var target = ImapAfterAccept.Parse(options)?.Folder;
            var created = target is not null && !await client.FolderExistsAsync(target, cancellationToken).ConfigureAwait(false)
                ? "; the folder to move to does not exist yet and will be made"
                : "";
            return new(true, string.Create(
                CultureInfo.InvariantCulture,
                $"{endpoint}, {client.TlsVersion ?? "not encrypted"}, {mailbox.Exists:N0} messages in {options.Folder}{(client.Supports("IDLE") ? "" : ", no IDLE: polled by the clock")}{created}"));
        }
        catch (MailException fault)
        {
            return new(false, $"{fault.Message} ({fault.Code})");
        }
    }
}
