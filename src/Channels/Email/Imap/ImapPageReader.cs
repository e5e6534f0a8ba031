using System.Globalization;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>Fetches the listed messages of one page: one command for all that can be taken whole, then one by one what that did not bring.</summary>
internal sealed class ImapPageReader(ImapClient client, ImapMailboxKey key, uint validity, ArraySegment<ImapEntry> entries, int maxMessageBytes)
{
    private const ImapItems Whole = ImapItems.Size | ImapItems.InternalDate | ImapItems.Body;
    private const ImapItems HeadersOnly = ImapItems.Size | ImapItems.InternalDate | ImapItems.Header;

    /// <summary>More than any honest header section.</summary>
    private const int MaxHeaderBytes = 512 * 1024;

    private readonly OfferedMessage?[] _messages = new OfferedMessage?[entries.Count];
    private readonly string?[] _holes = new string?[entries.Count];
    private ImapFetch? _fetch;

    public ArraySegment<ImapEntry> Entries => entries;

    /// <summary>Sends the command for the whole page; the server works while we do something else.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (WholeSet() is { Length: > 0 } set)
        {
            _fetch = await client.StartFetchAsync(set, Whole, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Reads the page. A connection that breaks ends it early: <see cref="ImapPage.Settled"/> then names the entry at which it broke.
    /// </summary>
    public async Task<ImapPage> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_fetch is not null)
            {
                await ReadStreamAsync(_fetch, cancellationToken).ConfigureAwait(false);
            }

            for (var i = 0; i < entries.Count; i++)
            {
                if (_messages[i] is null)
                {
                    await ReadOneAsync(i, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (MailException fault) when (fault.IsBrokenLink || fault.Code == MailFault.Protocol)
        {
            return Result(fault);
        }

        return Result(null);
    }

    /// <summary>Reads what was asked for and forgets it, so that the connection is free again.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (_fetch is not null && await _fetch.NextAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
        }
    }

    private async Task ReadStreamAsync(ImapFetch fetch, CancellationToken cancellationToken)
    {
        var expected = 0;
        while (await fetch.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            expected = expected < entries.Count && entries[expected].Uid == message.Uid ? expected : IndexOf(message.Uid);
            if (expected >= 0)
            {
                Keep(expected, message);
            }

            expected++;
        }

        if (fetch.Reply!.IsPassing && Array.TrueForAll(_messages, message => message is null))
        {
            fetch.Reply.OrThrow("FETCH");
        }
    }

    private async Task ReadOneAsync(int index, CancellationToken cancellationToken)
    {
        var oversize = IsOversize(entries[index]) || string.Equals(_holes[index], "oversize", StringComparison.Ordinal);
        var uid = entries[index].Uid;
        var fetch = await client.StartFetchAsync(UidSet.Of([uid]), oversize ? HeadersOnly : Whole, cancellationToken).ConfigureAwait(false);
        while (await fetch.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            if (message.Uid == uid)
            {
                Keep(index, message, oversize);
            }
        }

        if (_messages[index] is not null)
        {
            return;
        }

        if (fetch.Reply!.IsPassing)
        {
            fetch.Reply.OrThrow("FETCH");
        }

        if (string.Equals(_holes[index], "oversize", StringComparison.Ordinal) && !oversize)
        {
            await ReadOneAsync(index, cancellationToken).ConfigureAwait(false);
            return;
        }

        _holes[index] ??= fetch.Reply.IsOk ? "missing" : "fetch-refused";
    }

    private void Keep(int index, ImapMessage message, bool headersOnly = false)
    {
        if (message.Content is not { } content)
        {
            _holes[index] = message.ContentLength > 0 && !headersOnly ? "oversize" : "no-content";
            return;
        }

        if (content.Length == 0 && message.Size > 0)
        {
            _holes[index] = "no-content";
            return;
        }

        var size = Math.Max(message.Size ?? 0, entries[index].Size);
        _messages[index] = new OfferedMessage
        {
            ExternalId = key.ExternalId(validity, message.Uid),
            Raw = headersOnly && content.Length > MaxHeaderBytes ? content.AsMemory(0, MaxHeaderBytes) : content,
            ArrivedAt = message.InternalDate,
            Context = headersOnly ? string.Create(CultureInfo.InvariantCulture, $"oversize={Math.Max(size, maxMessageBytes + 1L)}") : null,
        };
        _holes[index] = null;
    }

    private ImapPage Result(MailException? fault)
    {
        var settled = 0;
        while (settled < entries.Count && (_messages[settled] is not null || _holes[settled] is not (null or "oversize")))
        {
            settled++;
        }

        var messages = new List<OfferedMessage>(settled);
        var holes = new List<MessageHole>();
        for (var i = 0; i < settled; i++)
        {
            if (_messages[i] is { } message)
            {
                messages.Add(message);
            }
            else
            {
                holes.Add(new(key.ExternalId(validity, entries[i].Uid), _holes[i]!));
            }
        }

        return new(messages, holes, settled, fault);
    }

    /// <summary>The listing is complete between its entries, so that ranges may span what does not exist; only oversize mail splits them.</summary>
    private string WholeSet()
    {
        var ranges = new List<string>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (IsOversize(entries[i]))
            {
                continue;
            }

            var first = i;
            while (i + 1 < entries.Count && !IsOversize(entries[i + 1]))
            {
                i++;
            }

            ranges.Add(first == i ? UidSet.Of([entries[i].Uid]) : UidSet.Range(entries[first].Uid, entries[i].Uid));
        }

        return string.Join(',', ranges);
    }

    private bool IsOversize(ImapEntry entry) => entry.Size > maxMessageBytes;

    private int IndexOf(uint uid)
    {
        var at = entries.AsSpan().BinarySearch(new ByUid(uid));
        return Math.Max(at, -1);
    }

    private readonly struct ByUid(uint uid) : IComparable<ImapEntry>
    {
        public int CompareTo(ImapEntry other) => uid.CompareTo(other.Uid);
    }
}
