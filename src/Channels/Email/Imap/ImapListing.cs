using Ingestion.Mail.Imap;

namespace Ingestion.Channels.Email.Imap;

/// <summary>The messages behind a UID that are still to be fetched, ascending, with their sizes: so that pages can be cut before anything is loaded.</summary>
internal sealed class ImapListing
{
    /// <summary>A mailbox with more messages is listed in windows of UIDs, so that memory stays bounded.</summary>
    private const int ListedAtOnce = 50_000;

    /// <summary>Taken for the size of a message whose size is not known, to keep pages small.</summary>
    private const int AssumedBytes = 512 * 1024;

    private readonly List<ImapEntry> _entries;
    private int _next;

    private ImapListing(List<ImapEntry> entries, uint validity, uint lastUid, bool complete) =>
        (_entries, Validity, LastUid, IsComplete) = (entries, validity, lastUid, complete);

    public uint Validity { get; }

    /// <summary>The last UID that has been taken from the listing, or where it began.</summary>
    public uint LastUid { get; private set; }

    /// <summary>Whether nothing lay behind it when it was made.</summary>
    public bool IsComplete { get; }

    public bool IsEmpty => _next == _entries.Count;

    /// <summary>
    /// Lists what is newer than <paramref name="after"/> in the selected mailbox. For sizes some servers open every message, and end the
    /// connection at one that they cannot open: <paramref name="sizes"/> leaves them out.
    /// </summary>
    public static async Task<ImapListing> MakeAsync(ImapClient client, uint after, bool sizes, CancellationToken cancellationToken)
    {
        var mailbox = client.Mailbox!;
        var window = (uint)ListedAtOnce;
        var first = after;
        while (mailbox.Exists > 0 && first < uint.MaxValue && (mailbox.UidNext is not { } next || first + 1 < next))
        {
            var whole = mailbox.Exists <= ListedAtOnce || mailbox.UidNext is null || first + 1UL + window >= mailbox.UidNext;
            uint? last = whole ? null : first + window;
            var entries = await ListAsync(client, first + 1, last, sizes, cancellationToken).ConfigureAwait(false);
            if (whole || entries.Count > 0)
            {
                return new(entries, mailbox.UidValidity, after, whole);
            }

            first += window;
            window = Math.Min(window * 2, 1u << 30);
        }

        return new([], mailbox.UidValidity, after, complete: true);
    }

    /// <summary>The next entries without taking them: at most <paramref name="limit"/>, and no more bytes than given after the first.</summary>
    public ArraySegment<ImapEntry> Peek(int limit, long bytes, int maxMessageBytes)
    {
        var start = _next;
        var count = 0;
        for (var sum = 0L; start + count < _entries.Count && count < limit; count++)
        {
            var size = _entries[start + count].Size;
            sum += size == 0 ? AssumedBytes : size > maxMessageBytes ? 64 * 1024 : Math.Max(size, 1024);
            if (count > 0 && sum > bytes)
            {
                break;
            }
        }

        return _entries.GetRange(start, count).ToArray();
    }

    public void Take(int count)
    {
        _next += count;
        LastUid = _next > 0 ? _entries[_next - 1].Uid : LastUid;
    }

    private static async Task<List<ImapEntry>> ListAsync(ImapClient client, uint first, uint? last, bool sizes, CancellationToken cancellationToken)
    {
        var range = UidSet.Range(first, last);
        var found = new SortedDictionary<uint, long>();
        if (!sizes || !await TryListSizesAsync(client, range, first, found, cancellationToken).ConfigureAwait(false))
        {
            // One message whose size cannot be read must not hide the others: a search opens none.
            foreach (var uid in await client.SearchAsync($"UID {range}", cancellationToken).ConfigureAwait(false))
            {
                if (uid >= first)
                {
                    found.TryAdd(uid, 0);
                }
            }
        }

        return [.. found.Select(one => new ImapEntry(one.Key, one.Value))];
    }

    private static async Task<bool> TryListSizesAsync(
        ImapClient client, string range, uint first, SortedDictionary<uint, long> found, CancellationToken cancellationToken)
    {
        var fetch = await client.StartFetchAsync(range, ImapItems.Size, cancellationToken).ConfigureAwait(false);
        while (await fetch.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            // "n:*" names the newest message even when it is older than n.
            if (message.Uid >= first)
            {
                found[message.Uid] = message.Size ?? 0;
            }
        }

        if (fetch.Reply!.IsPassing)
        {
            fetch.Reply.OrThrow("FETCH");
        }

        return fetch.Reply.IsOk;
    }
}
