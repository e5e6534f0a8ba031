using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>The connection of one source, kept between polls and replaced when it broke.</summary>
internal sealed class ImapLink(ImapOptions options, MailCredentials credentials, bool readOnly) : IAsyncDisposable
{
    private ImapClient? _client;

    /// <summary>The connection when it is there and whole; it may still turn out to be dead.</summary>
    public ImapClient? Current => _client is { IsBroken: false } ? _client : null;

    /// <summary>The connection with the folder selected; <paramref name="fresh"/> selects again, which shows new mail and a changed UIDVALIDITY.</summary>
    public async Task<ImapClient> OpenAsync(bool fresh, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Current is null)
        {
            await CloseAsync().ConfigureAwait(false);
            var settings = new ImapSettings { MaxLiteralBytes = options.MaxMessageBytes };
            _client = await ImapClient.ConnectAsync(options.Endpoint, credentials, settings, cancellationToken).ConfigureAwait(false);
        }

        if (fresh || _client!.Mailbox is null)
        {
            await _client!.SelectAsync(options.Folder, readOnly, cancellationToken).ConfigureAwait(false);
        }

        return _client;
    }

    public async ValueTask CloseAsync()
    {
        if (_client is { } client)
        {
            _client = null;
            await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();
}
