using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>
/// Where reading stands: the listing of what is still to come, and the page that the server prepares while the host commits the last one.
/// Both live as long as the connection.
/// </summary>
internal sealed class ImapReading(ChannelSetup setup, ImapOptions options, ImapMailboxKey key, ImapLink link) : IAsyncDisposable
{
    /// <summary>New connections within one call, when the server breaks them at messages that it cannot read.</summary>
    private const int MaxRepairs = 6;

    private readonly ImapStart _start = new(setup, options);
    private ImapListing? _listing;
    private ImapPageReader? _ahead;

    /// <summary>The connection when it is there and whole; it may still turn out to be dead.</summary>
    public ImapClient? Current => link.Current;

    /// <summary>What is still to be taken, or null.</summary>
    public ImapListing? Listing => _listing;

    /// <summary><see cref="ImapClient.Arrivals"/> when the mailbox was last listed.</summary>
    public int Known { get; private set; }

    public ImapPageReader NewReader(uint validity, ArraySegment<ImapEntry> entries) => new(key, validity, entries, options.MaxMessageBytes);

    /// <summary>The reader of these entries, on its way already when they were prepared ahead.</summary>
    public async Task<ImapPageReader> StartAsync(ImapClient client, ImapListing listing, ArraySegment<ImapEntry> entries, CancellationToken cancellationToken)
    {
        if (_ahead is { } ahead && ahead.Entries.AsSpan().SequenceEqual(entries))
        {
            _ahead = null;
            return ahead;
        }

        await FreeAsync(cancellationToken).ConfigureAwait(false);
        var reader = NewReader(listing.Validity, entries);
        await reader.StartAsync(client, cancellationToken).ConfigureAwait(false);
        return reader;
    }

    /// <summary>Reads a page, over new connections where the server ends them.</summary>
    public async Task<ImapPage> ReadAsync(ImapPageReader reader, ImapClient client, uint validity, CancellationToken cancellationToken)
    {
        var page = await reader.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        for (var repairs = 0; page.Fault is not null && repairs < MaxRepairs; repairs++)
        {
            await link.CloseAsync().ConfigureAwait(false);
            try
            {
                client = await link.OpenAsync(fresh: true, cancellationToken).ConfigureAwait(false);
            }
            catch (MailException fault)
            {
                return page with { Fault = fault };
            }

            Known = client.Arrivals;
            if (client.Mailbox!.UidValidity != validity)
            {
                return page;
            }

            page = await reader.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        }

        return page;
    }

    /// <summary>The connection with a listing that continues at the cursor; lists anew when there is nothing left to take.</summary>
    public async Task<ImapClient> ListedClientAsync(ImapCursor? at, CancellationToken cancellationToken)
    {
        if (link.Current is { } current && _listing is { IsEmpty: false } known && at == new ImapCursor(known.Validity, known.LastUid))
        {
            return current;
        }

        var client = await FreeClientAsync(fresh: true, cancellationToken).ConfigureAwait(false);
        Known = client.Arrivals;
        var validity = client.Mailbox!.UidValidity;
        if (at is not null && at.Validity != validity)
        {
            ImapLog.ValidityChanged(setup.Logger, setup.Channel, at.Validity, validity);
        }

        var after = at is null ? await _start.FirstAsync(client, cancellationToken).ConfigureAwait(false) : at.Validity == validity ? at.LastUid : 0;
        try
        {
            _listing = await ImapListing.MakeAsync(client, after, sizes: true, cancellationToken).ConfigureAwait(false);
        }
        catch (MailException fault) when (fault.IsBrokenLink)
        {
            await link.CloseAsync().ConfigureAwait(false);
            client = await link.OpenAsync(fresh: true, cancellationToken).ConfigureAwait(false);
            Known = client.Arrivals;
            _listing = await ImapListing.MakeAsync(client, client.Mailbox!.UidValidity == validity ? after : 0, sizes: false, cancellationToken).ConfigureAwait(false);
        }

        return client;
    }

    /// <summary>
    /// Lets the server prepare the page after this one while the host commits this one.
    /// Not for messages that are marked in between, which needs the connection.
    /// </summary>
    public async Task StartAheadAsync(ImapClient client, ImapListing listing, ArraySegment<ImapEntry> next, CancellationToken cancellationToken)
    {
        var ahead = NewReader(listing.Validity, next);
        try
        {
            await ahead.StartAsync(client, cancellationToken).ConfigureAwait(false);
            _ahead = ahead;
        }
        catch (MailException)
        {
            // The page just read is good; the next call finds the connection broken.
            await DropAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The connection with the folder selected and nothing under way.</summary>
    public async Task<ImapClient> FreeClientAsync(bool fresh, CancellationToken cancellationToken)
    {
        await FreeAsync(cancellationToken).ConfigureAwait(false);
        return await link.OpenAsync(fresh, cancellationToken).ConfigureAwait(false);
    }

    private async Task FreeAsync(CancellationToken cancellationToken)
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            if (link.Current is not null)
            {
                await ahead.DrainAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Forgets what was to come, with the connection.</summary>
    public ValueTask DropAsync()
    {
        (_listing, _ahead) = (null, null);
        return link.CloseAsync();
    }

    /// <summary>Forgets the listing; the connection stays.</summary>
    public void ForgetListing() => _listing = null;

    public ValueTask DisposeAsync() => link.DisposeAsync();
}
