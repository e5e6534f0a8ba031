namespace Ingestion.Worker.Matching;

/// <summary>
/// Finds the numbers by which people name their orders, invoices, contracts and themselves, in digits of any script. Amounts, dates, times and years are
/// none, and neither is what masking left of a card's, an account's or a person's.
/// </summary>
internal static class ReferenceNumbers
{
    /// <summary>Numbers taken from one text; a text with more is a list, and its first ones name it.</summary>
    public const int Most = 16;

    private const int CueDistance = 3;
    private const int LongestWord = 64;
    private const int MostWords = 4_000;

    // So many stars are no emphasis.
    private const string Mask = "***";

    // Four digits of a group that had five, and a sign behind them.
    private const int LongestLeft = 6;

    public static IReadOnlyList<ReferenceNumber> Find(string? subject, string text)
    {
        List<ReferenceNumber>? found = null;
        foreach (var part in new[] { subject, text })
        {
            if (part is not null && HasDigit(part.AsSpan(0, Math.Min(part.Length, ComparableText.MaxRead))))
            {
                Find(part, found ??= []);
            }
        }

        return found ?? (IReadOnlyList<ReferenceNumber>)[];
    }

    private static void Find(string text, List<ReferenceNumber> found)
    {
        var words = WordsOf(text);
        for (var i = 0; i < words.Count && found.Count < Most; i++)
        {
            if (IsMasked(text, words, i))
            {
                continue;
            }

            var used = NumberShape.Read(text, words, i, out var shape);
            if (used == 0)
            {
                continue;
            }

            var sort = shape.Sort ?? CueOf(text, words, i, used);
            if (sort is { } known && Deserves(shape, known))
            {
                var number = new ReferenceNumber(shape.Value, known);
                if (!found.Exists(other => other.Value == number.Value))
                {
                    found.Add(number);
                }
            }

            i += used - 1;
        }
    }

    private static bool Deserves(NumberShape shape, ReferenceSort sort) =>
        sort == ReferenceSort.Plain ? shape.Digits >= 6 : shape.Digits >= 4 || (shape.Value.Length >= 6 && shape.Digits >= 3);

    /// <summary>The nearest word that says what the number is; null when it is an amount.</summary>
    private static ReferenceSort? CueOf(string text, List<Range> words, int at, int used)
    {
        if (at + used < words.Count && NumberCues.IsUnit(text.AsSpan()[words[at + used]]) || (at > 0 && NumberCues.IsCurrencySign(text.AsSpan()[words[at - 1]])))
        {
            return null;
        }

        for (var distance = 1; distance <= CueDistance; distance++)
        {
            if (at - distance >= 0 && NumberCues.SortOf(text.AsSpan()[words[at - distance]]) is { } before)
            {
                return before;
            }

            if (at + used + distance - 1 < words.Count && NumberCues.SortOf(text.AsSpan()[words[at + used + distance - 1]]) is { } behind)
            {
                return behind;
            }
        }

        return ReferenceSort.Plain;
    }

    private static List<Range> WordsOf(string text)
    {
        var words = new List<Range>();
        var end = Math.Min(text.Length, ComparableText.MaxRead);
        for (var i = 0; i < end && words.Count < MostWords;)
        {
            while (i < end && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            var start = i;
            while (i < end && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                // Only the beginning of endless words is looked at.
                words.Add(start..Math.Min(i, start + LongestWord));
            }
        }

        return words;
    }

    /// <summary>"*******46", or the last group of "**** **** **** 1111".</summary>
    private static bool IsMasked(string text, List<Range> words, int at)
    {
        var word = text.AsSpan()[words[at]];
        return word.Contains(Mask, StringComparison.Ordinal)
            || (at > 0 && word.Length <= LongestLeft && text.AsSpan()[words[at - 1]] is { Length: >= 3 } before && !before.ContainsAnyExcept(Mask[0]));
    }

    private static bool HasDigit(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (LetterFolding.DigitOf(character) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
