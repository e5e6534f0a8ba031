using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>Reads one folder. See README.md for what it promises.</summary>
internal sealed class ImapSource : IMessageSource
{
    private const long PageBytes = 8 * 1024 * 1024;

    /// <summary>Holes tried in one call: their sizes are not known.</summary>
    private const int MostAgain = 20;

    private readonly ChannelSetup _setup;
    private readonly ImapOptions _options;
    private readonly ImapMailboxKey _key;
    private readonly ImapReading _reading;
    private readonly ImapSettling _settling;
    private readonly ImapWaiting _waiting;
    private string? _alert;

    public ImapSource(ChannelSetup setup, ImapOptions options, MailCredentials credentials)
    {
        (_setup, _options, _key) = (setup, options, new(options));
        var after = ImapAfterAccept.Parse(options) ?? throw new ArgumentException("AfterAccept was not validated", nameof(options));
        Settles = !after.IsNone;
        _reading = new(setup, options, _key, new(options, credentials, readOnly: after.IsNone));
        _settling = new(setup, after, _key);
        _waiting = new(setup, options, _reading);
    }

    public bool Settles { get; }

    public Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken) =>
        RunAsync(() => FetchOnceAsync(cursor, limit, cancellationToken));

    public Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        RunAsync(() => FetchAgainOnceAsync(externalIds, cancellationToken));

    public async Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        !Settles || externalIds.Count == 0
            ? externalIds
            : await RunAsync(async () =>
            {
                var client = await _reading.FreeClientAsync(fresh: false, cancellationToken).ConfigureAwait(false);
                return await _settling.RunAsync(client, externalIds, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _waiting.RunAsync(atMost, cancellationToken);

    public ValueTask DisposeAsync() => _reading.DisposeAsync();

    private async Task<MessagePage> FetchOnceAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        var at = ImapCursor.Parse(cursor, _key);
        var before = _reading.Listing;
        var client = await _reading.ListedClientAsync(at, cancellationToken).ConfigureAwait(false);
        var listing = _reading.Listing!;
        var entries = listing.Peek(limit, PageBytes, _options.MaxMessageBytes);
        if (entries.Count == 0)
        {
            return new() { Cursor = Cursor(listing), More = !listing.IsComplete };
        }

        var reader = await _reading.StartAsync(client, listing, entries, cancellationToken).ConfigureAwait(false);
        var page = await _reading.ReadAsync(reader, client, listing.Validity, cancellationToken).ConfigureAwait(false);
        listing.Take(page.Settled);
        if (page.Fault is not null || _reading.Current is not { } open)
        {
            await _reading.DropAsync().ConfigureAwait(false);
            return page.Settled > 0
                ? new() { Messages = page.Messages, Holes = page.Holes, Cursor = Cursor(listing), More = true }
                : throw page.Fault!;
        }

        TellAlert(open);
        if (!Settles && listing.Peek(limit, PageBytes, _options.MaxMessageBytes) is { Count: > 0 } next)
        {
            await _reading.StartAheadAsync(open, listing, next, cancellationToken).ConfigureAwait(false);
        }

        // An older listing does not know what came since: one more look.
        var more = !listing.IsEmpty || !listing.IsComplete || ReferenceEquals(listing, before) || open.Arrivals != _reading.Known;
        return new() { Messages = page.Messages, Holes = page.Holes, Cursor = Cursor(listing), More = more };
    }

    private async Task<MessagePage> FetchAgainOnceAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var client = await _reading.FreeClientAsync(fresh: true, cancellationToken).ConfigureAwait(false);
        _reading.ForgetListing();
        var validity = client.Mailbox!.UidValidity;
        var asked = externalIds.Select(id => _key.Uid(id, validity)).OfType<uint>().Distinct().Order().ToArray();
        var there = asked.Length == 0 || client.Mailbox.Exists == 0
            ? []
            : (await client.SearchAsync("UID " + UidSet.Of(asked), cancellationToken).ConfigureAwait(false)).ToHashSet();

        // Without a stream: the holes of long ago lie apart, and one of them breaks connections.
        var entries = asked.Where(there.Contains).Select(uid => new ImapEntry(uid, 0)).ToArray();
        var some = new ArraySegment<ImapEntry>(entries, 0, Math.Min(entries.Length, MostAgain));
        var page = await _reading.ReadAsync(_reading.NewReader(validity, some), client, validity, cancellationToken).ConfigureAwait(false);
        if (page.Fault is not null)
        {
            await _reading.DropAsync().ConfigureAwait(false);
        }

        return new()
        {
            Messages = page.Messages,
            Holes = [.. page.Holes, .. entries[page.Settled..].Select(entry => new MessageHole(_key.ExternalId(validity, entry.Uid), page.Fault?.Code ?? "not-tried"))],
            Gone = [.. externalIds.Where(id => _key.Uid(id, validity) is not { } uid || !there.Contains(uid))],
            Cursor = new ImapCursor(validity, 0).Write(_key),
        };
    }

    /// <summary>Runs once more on a new connection when a kept one turns out to be dead; faults become the channel's.</summary>
    private async Task<T> RunAsync<T>(Func<Task<T>> act)
    {
        var kept = _reading.Current is not null;
        while (true)
        {
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (MailException fault)
            {
                await _reading.DropAsync().ConfigureAwait(false);
                if (!kept || !fault.IsBrokenLink)
                {
                    throw fault.ToChannelFault();
                }

                kept = false;
            }
            catch (OperationCanceledException)
            {
                await _reading.DropAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private string Cursor(ImapListing listing) => new ImapCursor(listing.Validity, listing.LastUid).Write(_key);

    private void TellAlert(ImapClient client)
    {
        if (client.Alert is { } alert && !string.Equals(alert, _alert, StringComparison.Ordinal))
        {
            _alert = alert;
            ImapLog.Alert(_setup.Logger, _setup.Channel, alert);
        }
    }
}
