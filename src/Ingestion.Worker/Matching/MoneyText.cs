using System.Collections.Frozen;

namespace Ingestion.Worker.Matching;

/// <summary>Amounts of money in a folded text: digits beside the name of a currency.</summary>
internal static class MoneyText
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Currencies = Folded(
        "tl try lira lirayı lirası liram manat manatı azn تومان تومن تومانی ریال toman rial usd eur gbp dollar dollars euro euros pound pounds dolar avro");

    /// <summary>The whole amount that ends at a word, without its hundredths, or null.</summary>
    public static ulong? Read(ComparableText text, int at)
    {
        if (!AreDigits(text, at) || AreDigits(text, at + 1))
        {
            return null;
        }

        // "1,250.90" is three words by now.
        var first = at;
        while (first > 0 && AreDigits(text, first - 1) && text.Words[first].Length is 2 or 3)
        {
            first--;
        }

        var last = first < at && text.Words[at].Length == 2 ? at - 1 : at;
        if (!IsCurrency(text, at + 1) && !IsCurrency(text, first - 1))
        {
            return null;
        }

        var amount = 0UL;
        for (var i = first; i <= last; i++)
        {
            foreach (var digit in text[text.Words[i]])
            {
                amount = (amount * 10) + (ulong)(digit - '0');
            }
        }

        return amount;
    }

    private static bool AreDigits(ComparableText text, int at) =>
        at < text.Words.Length && text.Words[at].Length <= 10 && !text[text.Words[at]].ContainsAnyExceptInRange('0', '9');

    public static bool IsCurrency(ComparableText text, int at) => at >= 0 && at < text.Words.Length && Currencies.Contains(text[text.Words[at]]);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Folded(string words)
    {
        var folded = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words.Split(' '))
        {
            using var folder = new TextFolder();
            folder.Append(word);
            folded.Add(folder.Written.ToString());
        }

        return folded.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
