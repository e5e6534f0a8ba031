using System.Buffers;

namespace Ingestion.Classifier.Sensitive;

/// <summary>
/// Finds the numbers of cards, accounts and persons in texts, by their check digits, in Latin, Arabic and Persian digits, with spaces and dashes.
/// Pure and linear; a text without digits costs one look.
/// </summary>
public static class SensitiveNumbers
{
    internal const string Digits = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";

    private static readonly SearchValues<char> AnyDigit = SearchValues.Create(Digits);

    /// <summary>In their order; none overlaps another.</summary>
    public static IReadOnlyList<SensitiveNumber> Find(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(AnyDigit))
        {
            return [];
        }

        List<SensitiveNumber>? found = null;
        var at = 0;
        while (at < text.Length)
        {
            var next = text[at..].IndexOfAny(AnyDigit);
            if (next < 0)
            {
                break;
            }

            at = NumberRun.Take(text, at + next, ref found);
        }

        FinNumbers.Find(text, ref found);
        return found ?? (IReadOnlyList<SensitiveNumber>)[];
    }

    /// <summary>The text with stars in the place of digits and letters: the last four of cards and accounts stay, the last two of persons' numbers.</summary>
    public static string? Mask(string? text)
    {
        if (text is null || Find(text) is not { Count: > 0 } found)
        {
            return text;
        }

        return string.Create(text.Length, (text, found), static (target, source) =>
        {
            source.text.CopyTo(target);
            foreach (var number in source.found)
            {
                Hide(target.Slice(number.Start, number.Length), number.Kind is SensitiveKind.Card or SensitiveKind.Iban ? 4 : 2);
            }
        });
    }

    private static void Hide(Span<char> number, int shown)
    {
        for (var i = number.Length - 1; i >= 0; i--)
        {
            if (!char.IsLetterOrDigit(number[i]))
            {
                continue;
            }

            if (shown-- <= 0)
            {
                number[i] = '*';
            }
        }
    }
}
