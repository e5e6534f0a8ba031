namespace Ingestion.Mail.Replies;

/// <summary>Finds the history in an answer. Each line is looked at a fixed number of times.</summary>
internal ref struct QuoteFinder
{
    private const int LongestAttribution = 500;

    private readonly ReadOnlySpan<char> _all;

    // the starts of the last lines, for attributions that wrap: the last line, the one before, and the one before that
    private int _last = -1, _before = -1, _earlier = -1;
    private bool _hasOwn;
    private bool _hasInline;

    private QuoteFinder(ReadOnlySpan<char> all) => _all = all;

    public static FoundHistory Find(ReadOnlySpan<char> all) => new QuoteFinder(all).Find();

    private FoundHistory Find()
    {
        for (var at = 0; at < _all.Length;)
        {
            var next = NextLine(at);
            var line = QuoteMarks.Trim(_all[at..next]);
            if (!line.IsEmpty)
            {
                if (line[0] == '>')
                {
                    var end = QuotesEnd(at);
                    if (AtQuotes(at, end) is { } found)
                    {
                        return found;
                    }

                    _hasInline = _hasOwn = true;
                    next = end;
                }
                else if ((_hasOwn ? AtLine(line, at, next) : AtFirstLine(line, at)) is { } found)
                {
                    return found;
                }

                _hasOwn = true;
                (_earlier, _before, _last) = (_before, _last, at);
            }

            at = next;
        }

        return new FoundHistory(0, _all.Length, false);
    }

    // quoted lines from here to end
    private readonly FoundHistory? AtQuotes(int at, int end)
    {
        var strict = AttributionStart([_earlier, _before, _last], at, strict: true);
        var start = strict < at || _hasInline ? strict : AttributionStart([_earlier, _before, _last], at, strict: false);
        if (!HasText(_all[end..]) || SignatureFinder.IsMark(_all[end..NextLine(end)]))
        {
            // nothing but a signature may follow
            return HasText(_all[..start]) && (!_hasInline || start < at) ? new FoundHistory(0, start, false) : null;
        }

        // the answer stands below what it answers, all of it
        return !_hasInline && start < at && !HasText(_all[..start]) && !HasQuotes(_all[end..]) ? new FoundHistory(end, _all.Length, false) : null;
    }

    // a mail that begins with somebody else's is nothing but that
    private readonly FoundHistory? AtFirstLine(ReadOnlySpan<char> line, int at) =>
        QuoteMarks.IsSeparator(line, out var forwards) || QuoteMarks.StartsHeaderBlock(_all[at..]) ? new FoundHistory(0, _all.Length, forwards) { IsAll = true } : null;

    private readonly FoundHistory? AtLine(ReadOnlySpan<char> line, int at, int next)
    {
        if (QuoteMarks.IsSeparator(line, out var forwards) || QuoteMarks.StartsHeaderBlock(_all[at..]))
        {
            // a line of underscores above an Outlook header block belongs to it
            var start = _last >= 0 && QuoteMarks.IsRule(QuoteMarks.Trim(_all[_last..NextLine(_last)])) ? _last : at;
            return HasText(_all[..start]) ? new FoundHistory(0, start, forwards) : new FoundHistory(0, _all.Length, forwards) { IsAll = true };
        }

        if (QuoteMarks.EndsAttribution(line))
        {
            var start = AttributionStart([_earlier, _before, _last, at], next, strict: true);
            if (start < next && HasText(_all[..start]) && QuoteMarks.TrimStart(_all[next..]) is not ['>', ..])
            {
                return new FoundHistory(0, start, false);
            }
        }

        return null;
    }

    // the shortest run of last lines that is an attribution, or the end when there is none
    private readonly int AttributionStart(ReadOnlySpan<int> starts, int end, bool strict)
    {
        for (var i = starts.Length - 1; i >= Math.Max(0, starts.Length - 3); i--)
        {
            if (starts[i] < 0 || end - starts[i] > LongestAttribution)
            {
                break;
            }

            if (QuoteMarks.IsAttribution(QuoteMarks.Trim(_all[starts[i]..end]), strict))
            {
                return starts[i];
            }
        }

        return end;
    }

    // where the run of quoted and empty lines ends
    private readonly int QuotesEnd(int at)
    {
        while (at < _all.Length)
        {
            var next = NextLine(at);
            var line = QuoteMarks.Trim(_all[at..next]);
            if (!line.IsEmpty && line[0] != '>')
            {
                return at;
            }

            at = next;
        }

        return at;
    }

    private static bool HasQuotes(ReadOnlySpan<char> rest)
    {
        foreach (var line in rest.EnumerateLines())
        {
            if (QuoteMarks.TrimStart(line) is ['>', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasText(ReadOnlySpan<char> text) => !QuoteMarks.Trim(text).IsEmpty;

    private readonly int NextLine(int from)
    {
        var length = _all[from..].IndexOf('\n');
        return length < 0 ? _all.Length : from + length + 1;
    }
}
