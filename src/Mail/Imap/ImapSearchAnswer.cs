using System.Globalization;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Collects what a UID SEARCH finds: <c>SEARCH 2 3 6</c> (RFC 3501) or <c>ESEARCH (TAG "A1") UID ALL 2:3,6</c> (RFC 9051, 4731).</summary>
internal sealed class ImapSearchAnswer(int most)
{
    private readonly List<uint> _found = [];

    /// <summary>Ascending, each once.</summary>
    public IReadOnlyList<uint> Uids
    {
        get
        {
            _found.Sort();
            var last = 0u;
            _found.RemoveAll(uid => uid == last || (last = uid) == 0);
            return _found;
        }
    }

    /// <summary>Takes in an untagged response; others than these are passed over.</summary>
    public void Read(string words)
    {
        var (first, rest) = ImapStatusLine.Split(words);
        if (string.Equals(first, "SEARCH", StringComparison.OrdinalIgnoreCase))
        {
            ReadList(rest);
        }
        else if (string.Equals(first, "ESEARCH", StringComparison.OrdinalIgnoreCase))
        {
            ReadExtended(rest);
        }
    }

    private void ReadList(ReadOnlySpan<char> list)
    {
        foreach (var range in list.Split(' '))
        {
            // "(MODSEQ 917162500)" may stand at the end.
            if (Uid(list[range]) is { } uid)
            {
                Add(uid, uid);
            }
        }
    }

    private void ReadExtended(ReadOnlySpan<char> answer)
    {
        if (answer.StartsWith("("))
        {
            var close = answer.IndexOf(')');
            answer = close < 0 ? throw Unexpected() : answer[(close + 1)..];
        }

        var isUid = false;
        var isAll = false;
        foreach (var range in answer.Split(' '))
        {
            var word = answer[range];
            if (isAll && !word.IsEmpty)
            {
                if (!isUid)
                {
                    throw Unexpected();
                }

                ReadSet(word);
                return;
            }

            isUid |= word.Equals("UID", StringComparison.OrdinalIgnoreCase);
            isAll |= word.Equals("ALL", StringComparison.OrdinalIgnoreCase);
        }
    }

    private void ReadSet(ReadOnlySpan<char> set)
    {
        foreach (var range in set.Split(','))
        {
            var part = set[range];
            var colon = part.IndexOf(':');
            var from = Uid(colon < 0 ? part : part[..colon]);
            var to = Uid(colon < 0 ? part : part[(colon + 1)..]);
            if (from is not { } first || to is not { } last)
            {
                throw Unexpected();
            }

            Add(Math.Min(first, last), Math.Max(first, last));
        }
    }

    private void Add(uint first, uint last)
    {
        if (last - first >= most - _found.Count)
        {
            throw new ImapException(MailFault.Protocol, "the server found more messages than the limit allows");
        }

        for (ulong uid = first; uid <= last; uid++)
        {
            _found.Add((uint)uid);
        }
    }

    private static uint? Uid(ReadOnlySpan<char> text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) && uid > 0 ? uid : null;

    private static ImapException Unexpected() => new(MailFault.Protocol, "the server sent an answer that is not IMAP");
}
