namespace Ingestion.Mail.Replies;

/// <summary>What is new in an answer.</summary>
/// <param name="Own">The writer's own words; the whole text when nothing could be separated with certainty.</param>
/// <param name="Signature">What follows a signature mark, or null.</param>
/// <param name="Quoted">The history that was answered, or null.</param>
public sealed record ReplyText(string Own, string? Signature, string? Quoted)
{
    private const int LongestAttribution = 500;

    /// <summary>
    /// Separates quoted history and signature, as the mail programs of Turkish, Azerbaijani, Persian, English and Russian writers mark
    /// them. Cuts only where own text comes before and none comes after; answers written between quoted lines stay whole.
    /// </summary>
    public static ReplyText Split(string text)
    {
        var cut = FindQuote(text);
        var own = cut < 0 ? text.AsSpan() : text.AsSpan(0, cut);
        var mark = FindSignature(own);
        if (cut < 0 && mark < 0)
        {
            return new ReplyText(text, null, null);
        }

        return new ReplyText(
            (mark < 0 ? own : own[..mark]).Trim("\n \t").ToString(),
            mark < 0 ? null : own[mark..].Trim("\n \t").ToString(),
            cut < 0 ? null : text[cut..].Trim('\n', ' ', '\t'));
    }

    private static int FindQuote(string text)
    {
        var all = text.AsSpan();
        var hasOwn = false;

        // the starts of the last lines, for attributions that wrap: the last line, the one before, and the one before that
        int last = -1, before = -1, earlier = -1;
        for (var at = 0; at < all.Length;)
        {
            var next = NextLine(all, at);
            var line = QuoteMarks.Trim(all[at..next]);
            if (line.IsEmpty)
            {
                at = next;
                continue;
            }

            if (line[0] == '>')
            {
                if (!OnlyQuotesFrom(all[at..]))
                {
                    return -1;
                }

                var start = AttributionStart(all, [earlier, before, last], at, strict: true);
                if (start == at)
                {
                    start = AttributionStart(all, [earlier, before, last], at, strict: false);
                }

                return HasText(all[..start]) ? start : -1;
            }

            if (hasOwn)
            {
                if (QuoteMarks.IsSeparator(line) || QuoteMarks.StartsHeaderBlock(all[at..]))
                {
                    return QuoteStart(all, at, last);
                }

                if (QuoteMarks.EndsAttribution(line))
                {
                    var start = AttributionStart(all, [earlier, before, last, at], next, strict: true);
                    if (start < next && HasText(all[..start]) && !FollowedByQuoteMark(all[next..]))
                    {
                        return start;
                    }
                }
            }

            hasOwn = true;
            (earlier, before, last) = (before, last, at);
            at = next;
        }

        return -1;
    }

    // a line of underscores above an Outlook header block belongs to it
    private static int QuoteStart(ReadOnlySpan<char> all, int at, int last)
    {
        var start = last >= 0 && QuoteMarks.IsRule(QuoteMarks.Trim(all[last..NextLine(all, last)])) ? last : at;
        return HasText(all[..start]) ? start : -1;
    }

    // the shortest run of last lines that is an attribution, or the end when there is none
    private static int AttributionStart(ReadOnlySpan<char> all, ReadOnlySpan<int> starts, int end, bool strict)
    {
        for (var i = starts.Length - 1; i >= Math.Max(0, starts.Length - 3); i--)
        {
            if (starts[i] < 0)
            {
                break;
            }

            if (end - starts[i] > LongestAttribution)
            {
                break;
            }

            if (QuoteMarks.IsAttribution(QuoteMarks.Trim(all[starts[i]..end]), strict))
            {
                return starts[i];
            }
        }

        return end;
    }

    private static bool FollowedByQuoteMark(ReadOnlySpan<char> rest) => QuoteMarks.TrimStart(rest) is ['>', ..];

    private static bool OnlyQuotesFrom(ReadOnlySpan<char> rest)
    {
        for (var at = 0; at < rest.Length;)
        {
            var next = NextLine(rest, at);
            var line = QuoteMarks.Trim(rest[at..next]);
            if (!line.IsEmpty && line[0] != '>')
            {
                // nothing but a signature may follow
                return QuoteMarks.IsSignature(all: rest[at..next]);
            }

            at = next;
        }

        return true;
    }

    private static int FindSignature(ReadOnlySpan<char> own)
    {
        for (var at = 0; at < own.Length;)
        {
            var next = NextLine(own, at);
            if (QuoteMarks.IsSignature(own[at..next]) && HasText(own[..at]))
            {
                return at;
            }

            at = next;
        }

        return -1;
    }

    private static bool HasText(ReadOnlySpan<char> text) => !QuoteMarks.Trim(text).IsEmpty;

    private static int NextLine(ReadOnlySpan<char> text, int from)
    {
        var length = text[from..].IndexOf('\n');
        return length < 0 ? text.Length : from + length + 1;
    }
}
