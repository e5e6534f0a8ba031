using System.Globalization;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>
/// Fetches the listed messages of one page: one command for all that can be taken whole, then one by one what that did not bring.
/// When the connection breaks, reading goes on over another one; a message at which two broke is a hole.
/// </summary>
internal sealed class ImapPageReader(ImapMailboxKey key, uint validity, ArraySegment<ImapEntry> entries, int maxMessageBytes)
{
    private const ImapItems Whole = ImapItems.Size | ImapItems.InternalDate | ImapItems.Body;

    /// <summary>A larger mail is fetched in pieces.</summary>
    private const long StreamedBytes = 2 * 1024 * 1024;

    /// <summary>More than any honest header section.</summary>
    private const int MaxHeaderBytes = 512 * 1024;

    private readonly ImapPageDraft _draft = new(key, validity, entries);
    private ImapFetch? _fetch;
    private ImapPieces? _pieces;
    private int _piecesAtBreak;
    private int? _suspect;
    private bool _streams;

    public ArraySegment<ImapEntry> Entries => entries;

    /// <summary>Sends the command for the whole page; the server works while we do something else.</summary>
    public async Task StartAsync(ImapClient client, CancellationToken cancellationToken)
    {
        _streams = true;
        if (WholeSet() is { Length: > 0 } set)
        {
            _fetch = await client.StartFetchAsync(set, Whole, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Reads what is still missing. With <see cref="ImapPage.Fault"/> the connection is of no use any more; calling again over a
    /// new one goes on.
    /// </summary>
    public async Task<ImapPage> ReadAsync(ImapClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (_suspect is { } suspect)
            {
                await ReadOneAsync(client, suspect, cancellationToken).ConfigureAwait(false);
                _suspect = null;
                if (_streams)
                {
                    await StartAsync(client, cancellationToken).ConfigureAwait(false);
                }
            }

            if (_fetch is not null)
            {
                await ReadStreamAsync(_fetch, cancellationToken).ConfigureAwait(false);
                _fetch = null;
            }

            for (var i = 0; i < entries.Count; i++)
            {
                if (!_draft.IsSettled(i))
                {
                    _suspect = i;
                    await ReadOneAsync(client, i, cancellationToken).ConfigureAwait(false);
                    _suspect = null;
                }
            }
        }
        catch (MailException fault) when (fault.IsBrokenLink || fault.Code == MailFault.Protocol)
        {
            if (_suspect is { } again && !HasGoneOn(entries[again].Uid))
            {
                _draft.Miss(again, fault.Code);
            }

            var settled = _draft.Settled;
            _fetch = null;
            _suspect = settled < entries.Count ? settled : null;
            return _draft.ToPage(fault);
        }

        return _draft.ToPage(null);
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

        if (fetch.Reply!.IsPassing && _draft.IsEmpty)
        {
            fetch.Reply.OrThrow("FETCH");
        }
    }

    private async Task ReadOneAsync(ImapClient client, int index, CancellationToken cancellationToken)
    {
        try
        {
            if (IsBig(entries[index]) && !IsOversize(index))
            {
                await ReadPiecesAsync(client, index, cancellationToken).ConfigureAwait(false);
            }
            else if (!IsOversize(index))
            {
                await ReadWholeAsync(client, index, cancellationToken).ConfigureAwait(false);
            }

            if (!_draft.IsSettled(index) && IsOversize(index))
            {
                await ReadHeadersAsync(client, index, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ImapException fault) when (fault.Code == MailFault.Refused)
        {
            _draft.Miss(index, "fetch-refused");
        }

        if (!_draft.IsSettled(index))
        {
            _draft.Miss(index, "missing");
        }
    }

    private async Task ReadWholeAsync(ImapClient client, int index, CancellationToken cancellationToken)
    {
        var uid = entries[index].Uid;
        var fetch = await client.StartFetchAsync(UidSet.Of([uid]), Whole, cancellationToken).ConfigureAwait(false);
        while (await fetch.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            if (message.Uid == uid)
            {
                Keep(index, message);
            }
        }

        if (!_draft.IsSettled(index) && !IsOversize(index))
        {
            fetch.Reply!.OrThrow("FETCH");
        }
    }

    private async Task ReadPiecesAsync(ImapClient client, int index, CancellationToken cancellationToken)
    {
        _pieces = _pieces is { } begun && begun.Uid == entries[index].Uid ? begun : new(entries[index].Uid, maxMessageBytes);
        var isThere = await _pieces.ReadAsync(client, cancellationToken).ConfigureAwait(false);
        var (pieces, size) = (_pieces, entries[index].Size);
        (_pieces, _piecesAtBreak) = (null, 0);
        if (pieces.IsOverTheLimit)
        {
            _draft.Miss(index, "oversize");
        }
        else if (isThere)
        {
            _draft.Keep(index, pieces.ToArray(), pieces.Arrived, size);
        }
    }

    private async Task ReadHeadersAsync(ImapClient client, int index, CancellationToken cancellationToken)
    {
        var uid = entries[index].Uid;
        if (await client.FetchPartAsync(uid, ImapItems.Header, 0, MaxHeaderBytes, cancellationToken).ConfigureAwait(false) is { } headers)
        {
            var size = Math.Max(Math.Max(headers.Size ?? 0, entries[index].Size), maxMessageBytes + 1L);
            _draft.Keep(index, headers.Bytes, headers.InternalDate, size, string.Create(CultureInfo.InvariantCulture, $"oversize={size}"));
        }
    }

    private void Keep(int index, ImapMessage message)
    {
        if (message.Content is { } content)
        {
            _draft.Keep(index, content, message.InternalDate, message.Size ?? 0);
        }
        else
        {
            _draft.Miss(index, message.ContentLength > 0 ? "oversize" : "no-content");
        }
    }

    /// <summary>Whether this connection brought a piece of the mail at which it broke: then the next one may bring more.</summary>
    private bool HasGoneOn(uint uid)
    {
        if (_pieces is not { } pieces || pieces.Uid != uid || pieces.Length <= _piecesAtBreak)
        {
            return false;
        }

        _piecesAtBreak = pieces.Length;
        return true;
    }

    /// <summary>The listing is complete between its entries, so that ranges may span what does not exist; only large mail splits them.</summary>
    private string WholeSet()
    {
        var ranges = new List<string>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (!IsForStream(i))
            {
                continue;
            }

            var first = i;
            while (i + 1 < entries.Count && IsForStream(i + 1))
            {
                i++;
            }

            ranges.Add(first == i ? UidSet.Of([entries[i].Uid]) : UidSet.Range(entries[first].Uid, entries[i].Uid));
        }

        return string.Join(',', ranges);
    }

    private bool IsForStream(int index) => !_draft.IsSettled(index) && !IsOversize(index) && !IsBig(entries[index]);

    private bool IsOversize(int index) => entries[index].Size > maxMessageBytes || _draft.IsOversize(index);

    private static bool IsBig(ImapEntry entry) => entry.Size > StreamedBytes;

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
