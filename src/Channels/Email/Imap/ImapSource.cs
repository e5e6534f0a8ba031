using System.Globalization;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>Reads one folder. See README.md for what it promises.</summary>
internal sealed class ImapSource : IMessageSource
{
    private const long PageBytes = 8 * 1024 * 1024;

    /// <summary>Holes tried in one call: their sizes are not known.</summary>
    private const int MostAgain = 20;

    /// <summary>New connections within one call, when the server breaks them at messages that it cannot read.</summary>
    private const int MaxRepairs = 6;

    private readonly ChannelSetup _setup;
    private readonly ImapOptions _options;
    private readonly ImapMailboxKey _key;
    private readonly ImapAfterAccept _after;
    private readonly ImapLink _link;
    private ImapListing? _listing;
    private ImapPageReader? _ahead;
    private string? _alert;
    private int _known;

    public ImapSource(ChannelSetup setup, ImapOptions options)
    {
        (_setup, _options, _key) = (setup, options, new(options));
        _after = ImapAfterAccept.Parse(options) ?? throw new ArgumentException("AfterAccept was not validated", nameof(options));
        _link = new(options, readOnly: _after.IsNone);
    }

    public bool Settles => !_after.IsNone;

    public Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken) =>
        RunAsync(() => FetchOnceAsync(cursor, limit, cancellationToken));

    public Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        RunAsync(() => FetchAgainOnceAsync(externalIds, cancellationToken));

    public async Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        if (_after.IsNone || externalIds.Count == 0)
        {
            return externalIds;
        }

        return await RunAsync(async () =>
        {
            var client = await FreeClientAsync(fresh: false, cancellationToken).ConfigureAwait(false);
            var uids = externalIds.Select(id => _key.Uid(id, client.Mailbox!.UidValidity)).OfType<uint>().ToArray();
            var reply = uids.Length == 0 ? null : await SettleAsync(client, UidSet.Of(uids), cancellationToken).ConfigureAwait(false);
            if (reply is null or { IsOk: true })
            {
                return externalIds;
            }

            ImapLog.NotSettled(_setup.Logger, _setup.Channel, reply.Code ?? reply.Status.ToString());
            return [.. externalIds.Where(id => _key.Uid(id, client.Mailbox!.UidValidity) is null)];
        }).ConfigureAwait(false);
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var from = _setup.Time.GetTimestamp();
        var client = _link.Current;
        if (!_options.Idle || client is not { Mailbox: not null, IsFetching: false } || !client.Supports("IDLE"))
        {
            await Task.Delay(atMost, _setup.Time, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            while (atMost - _setup.Time.GetElapsedTime(from) is { Ticks: > 0 } left)
            {
                var turn = left < TimeSpan.FromMinutes(9) ? left : TimeSpan.FromMinutes(9);
                if (await client.IdleAsync(_known, turn, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (MailException fault) when (fault.Code == MailFault.Refused)
        {
            await Task.Delay(atMost, _setup.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (MailException fault)
        {
            await DropAsync().ConfigureAwait(false);
            if (!fault.IsBrokenLink || _setup.Time.GetElapsedTime(from) < TimeSpan.FromSeconds(10))
            {
                // A link that lives for a moment only is a fault; one that a server ends after a while is its habit.
                throw fault.ToChannelFault();
            }
        }
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task<MessagePage> FetchOnceAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        var at = ImapCursor.Parse(cursor, _key);
        var before = _listing;
        var client = await ListedClientAsync(at, cancellationToken).ConfigureAwait(false);
        var listing = _listing!;
        var entries = listing.Peek(limit, PageBytes, _options.MaxMessageBytes);
        if (entries.Count == 0)
        {
            return new() { Cursor = Cursor(listing), More = !listing.IsComplete };
        }

        var reader = _ahead is { } ahead && ahead.Entries.AsSpan().SequenceEqual(entries) ? ahead : null;
        if (reader is null)
        {
            await FreeAsync(cancellationToken).ConfigureAwait(false);
            reader = NewReader(listing.Validity, entries);
            await reader.StartAsync(client, cancellationToken).ConfigureAwait(false);
        }

        _ahead = null;
        var page = await ReadAsync(reader, client, listing.Validity, cancellationToken).ConfigureAwait(false);
        listing.Take(page.Settled);
        if (page.Fault is not null || _link.Current is not { } open)
        {
            await DropAsync().ConfigureAwait(false);
            return page.Settled > 0
                ? new() { Messages = page.Messages, Holes = page.Holes, Cursor = Cursor(listing), More = true }
                : throw page.Fault!;
        }

        TellAlert(open);
        await StartAheadAsync(open, listing, limit, cancellationToken).ConfigureAwait(false);

        // An older listing does not know what came since: one more look.
        var more = !listing.IsEmpty || !listing.IsComplete || ReferenceEquals(listing, before) || open.Arrivals != _known;
        return new() { Messages = page.Messages, Holes = page.Holes, Cursor = Cursor(listing), More = more };
    }

    /// <summary>Reads a page, over new connections where the server ends them.</summary>
    private async Task<ImapPage> ReadAsync(ImapPageReader reader, ImapClient client, uint validity, CancellationToken cancellationToken)
    {
        var page = await reader.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        for (var repairs = 0; page.Fault is not null && repairs < MaxRepairs; repairs++)
        {
            await _link.CloseAsync().ConfigureAwait(false);
            try
            {
                client = await _link.OpenAsync(fresh: true, cancellationToken).ConfigureAwait(false);
            }
            catch (MailException fault)
            {
                return page with { Fault = fault };
            }

            _known = client.Arrivals;
            if (client.Mailbox!.UidValidity != validity)
            {
                return page;
            }

            page = await reader.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        }

        return page;
    }

    /// <summary>The connection with a listing that continues at the cursor; lists anew when there is nothing left to take.</summary>
    private async Task<ImapClient> ListedClientAsync(ImapCursor? at, CancellationToken cancellationToken)
    {
        if (_link.Current is { } current && _listing is { IsEmpty: false } known && at == new ImapCursor(known.Validity, known.LastUid))
        {
            return current;
        }

        var client = await FreeClientAsync(fresh: true, cancellationToken).ConfigureAwait(false);
        _known = client.Arrivals;
        var validity = client.Mailbox!.UidValidity;
        if (at is not null && at.Validity != validity)
        {
            ImapLog.ValidityChanged(_setup.Logger, _setup.Channel, at.Validity, validity);
        }

        var after = at is null ? await FirstAsync(client, cancellationToken).ConfigureAwait(false) : at.Validity == validity ? at.LastUid : 0;
        try
        {
            _listing = await ImapListing.MakeAsync(client, after, sizes: true, cancellationToken).ConfigureAwait(false);
        }
        catch (MailException fault) when (fault.IsBrokenLink)
        {
            await _link.CloseAsync().ConfigureAwait(false);
            client = await _link.OpenAsync(fresh: true, cancellationToken).ConfigureAwait(false);
            _known = client.Arrivals;
            _listing = await ImapListing.MakeAsync(client, client.Mailbox!.UidValidity == validity ? after : 0, sizes: false, cancellationToken).ConfigureAwait(false);
        }

        return client;
    }

    /// <summary>The UID behind which a new channel begins.</summary>
    private async Task<uint> FirstAsync(ImapClient client, CancellationToken cancellationToken)
    {
        if (_options.Backfill == ImapBackfill.All || (_options.Backfill == ImapBackfill.SinceStartDate && _setup.StartDate is null))
        {
            return 0;
        }

        if (_options.Backfill == ImapBackfill.SinceStartDate)
        {
            // SINCE compares days in the server's zone: one more day is safe.
            var day = _setup.StartDate!.Value.UtcDateTime.AddDays(-1).ToString("d-MMM-yyyy", CultureInfo.InvariantCulture);
            if (await client.SearchAsync("SINCE " + day, cancellationToken).ConfigureAwait(false) is [var first, ..])
            {
                return first - 1;
            }
        }

        return client.Mailbox!.UidNext is { } next
            ? next - 1
            : (await client.SearchAsync("ALL", cancellationToken).ConfigureAwait(false)).LastOrDefault();
    }

    private async Task<MessagePage> FetchAgainOnceAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var client = await FreeClientAsync(fresh: true, cancellationToken).ConfigureAwait(false);
        _listing = null;
        var validity = client.Mailbox!.UidValidity;
        var asked = externalIds.Select(id => _key.Uid(id, validity)).OfType<uint>().Distinct().Order().ToArray();
        var there = asked.Length == 0 || client.Mailbox.Exists == 0
            ? []
            : (await client.SearchAsync("UID " + UidSet.Of(asked), cancellationToken).ConfigureAwait(false)).ToHashSet();

        // Without a stream: the holes of long ago lie apart, and one of them breaks connections.
        var entries = asked.Where(there.Contains).Select(uid => new ImapEntry(uid, 0)).ToArray();
        var some = new ArraySegment<ImapEntry>(entries, 0, Math.Min(entries.Length, MostAgain));
        var page = await ReadAsync(NewReader(validity, some), client, validity, cancellationToken).ConfigureAwait(false);
        if (page.Fault is not null)
        {
            await DropAsync().ConfigureAwait(false);
        }

        return new()
        {
            Messages = page.Messages,
            Holes = [.. page.Holes, .. entries[page.Settled..].Select(entry => new MessageHole(_key.ExternalId(validity, entry.Uid), page.Fault?.Code ?? "not-tried"))],
            Gone = [.. externalIds.Where(id => _key.Uid(id, validity) is not { } uid || !there.Contains(uid))],
            Cursor = new ImapCursor(validity, 0).Write(_key),
        };
    }

    private async Task<ImapReply> SettleAsync(ImapClient client, string uids, CancellationToken cancellationToken)
    {
        if (_after.Folder is not { } folder)
        {
            return await client.AddFlagsAsync(uids, _after.Flag!, cancellationToken).ConfigureAwait(false);
        }

        var reply = await client.MoveAsync(uids, folder, cancellationToken).ConfigureAwait(false);
        if (reply.Code != "TRYCREATE" || !(await client.CreateAsync(folder, cancellationToken).ConfigureAwait(false)).IsOk)
        {
            return reply;
        }

        return await client.MoveAsync(uids, folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Lets the server prepare the page after this one while the host commits this one. Not when messages are marked in between, which
    /// needs the connection.
    /// </summary>
    private async Task StartAheadAsync(
        ImapClient client, ImapListing listing, int limit, CancellationToken cancellationToken)
    {
        var next = listing.Peek(limit, PageBytes, _options.MaxMessageBytes);
        if (Settles || next.Count == 0)
        {
            return;
        }

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

    private async Task<ImapClient> FreeClientAsync(bool fresh, CancellationToken cancellationToken)
    {
        await FreeAsync(cancellationToken).ConfigureAwait(false);
        return await _link.OpenAsync(fresh, cancellationToken).ConfigureAwait(false);
    }

    private async Task FreeAsync(CancellationToken cancellationToken)
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            if (_link.Current is not null)
            {
                await ahead.DrainAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs once more on a new connection when a kept one turns out to be dead; faults become the channel's.</summary>
    private async Task<T> RunAsync<T>(Func<Task<T>> act)
    {
        var kept = _link.Current is not null;
        while (true)
        {
            try
            {
                return await act().ConfigureAwait(false);
            }
            catch (MailException fault)
            {
                await DropAsync().ConfigureAwait(false);
                if (!kept || !fault.IsBrokenLink)
                {
                    throw fault.ToChannelFault();
                }

                kept = false;
            }
            catch (OperationCanceledException)
            {
                await DropAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private ValueTask DropAsync()
    {
        (_listing, _ahead) = (null, null);
        return _link.CloseAsync();
    }

    private string Cursor(ImapListing listing) => new ImapCursor(listing.Validity, listing.LastUid).Write(_key);

    private ImapPageReader NewReader(uint validity, ArraySegment<ImapEntry> entries) => new(_key, validity, entries, _options.MaxMessageBytes);

    private void TellAlert(ImapClient client)
    {
        if (client.Alert is { } alert && !string.Equals(alert, _alert, StringComparison.Ordinal))
        {
            _alert = alert;
            ImapLog.Alert(_setup.Logger, _setup.Channel, alert);
        }
    }
}
