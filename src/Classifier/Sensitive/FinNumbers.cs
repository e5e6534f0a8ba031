using System.Buffers;

namespace Ingestion.Classifier.Sensitive;

/// <summary>What has letters within: Azerbaijani accounts anywhere, and a FIN behind its name.</summary>
internal static class FinNumbers
{
    private const int FinLength = 7;

    /// <summary>Characters between the word and the number: "FİN kodum budur: ".</summary>
    private const int Reach = 30;

    /// <summary>The letters that a name begins with, and the second one of an account, which is rarer than its first.</summary>
    private static readonly SearchValues<char> Telling = SearchValues.Create("fFфФzZ");

    private static readonly string[] Endings = ["", "i", "im", "imi", "imin", "imlə", "imle", "in", "ini", "inin"];

    public static void Find(ReadOnlySpan<char> text, ref List<SensitiveNumber>? found)
    {
        var before = found?.Count ?? 0;
        var from = 0;
        while (from < text.Length && text[from..].IndexOfAny(Telling) is >= 0 and var next)
        {
            from = Take(text, from, from + next, ref found);
        }

        if (before > 0 && found!.Count > before)
        {
            found.Sort((one, other) => one.Start.CompareTo(other.Start));
            RemoveOverlaps(found);
        }
    }

    /// <summary>Looks at a telling letter, of what stands from <paramref name="from"/> on; returns where to go on.</summary>
    private static int Take(ReadOnlySpan<char> text, int from, int at, ref List<SensitiveNumber>? found)
    {
        var isAccount = text[at] is 'z' or 'Z';
        var start = isAccount ? at - 1 : at;
        if (start < from || (isAccount && text[start] is not ('a' or 'A')) || (start > 0 && char.IsLetterOrDigit(text[start - 1])))
        {
            return at + 1;
        }

        if (isAccount)
        {
            return Math.Max(at + 1, Account(text, start, ref found));
        }

        return NameLength(text[at..]) is > 0 and var length ? Person(text, at + length, ref found) : at + 1;
    }

    private static void RemoveOverlaps(List<SensitiveNumber> found)
    {
        for (var i = found.Count - 1; i > 0; i--)
        {
            if (found[i].Start < found[i - 1].End)
            {
                found.RemoveAt(found[i].Length > found[i - 1].Length ? i - 1 : i);
            }
        }
    }

    /// <summary>The length of a word that names a FIN: "FİN", "finim", "fin-kodum"; 0 for "final" and the like.</summary>
    private static int NameLength(ReadOnlySpan<char> text)
    {
        if (text.Length <= 3 || text[1] is not ('i' or 'I' or 'İ' or 'ı' or 'и' or 'И') || text[2] is not ('n' or 'N' or 'н' or 'Н'))
        {
            return 0;
        }

        var end = 3;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        var ending = text[3..end];
        foreach (var known in Endings)
        {
            if (ending.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return end;
            }
        }

        return ending.StartsWith("kod", StringComparison.OrdinalIgnoreCase) || ending.StartsWith("nöm", StringComparison.OrdinalIgnoreCase) ? end : 0;
    }

    /// <summary>Returns where to go on, at least one further.</summary>
    private static int Account(ReadOnlySpan<char> text, int start, ref List<SensitiveNumber>? found)
    {
        Span<char> symbols = stackalloc char[Iban.AzerbaijaniLength];
        var count = 0;
        var at = start;
        for (; at < text.Length && count < symbols.Length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                symbols[count++] = char.ToUpperInvariant(text[at]);
            }
            else if (text[at] is not (' ' or '-' or '\u00A0' or '\u200C' or '\u200E' or '\u200F') || (count is > 0 && !char.IsAsciiLetterOrDigit(text[at - 1])))
            {
                break;
            }
        }

        if (!Iban.IsAzerbaijani(symbols[..count]))
        {
            return start + 1;
        }

        (found ??= []).Add(new SensitiveNumber(SensitiveKind.Iban, start, at - start));
        return at;
    }

    /// <summary>The first word of seven letters and digits behind the name.</summary>
    private static int Person(ReadOnlySpan<char> text, int from, ref List<SensitiveNumber>? found)
    {
        var end = Math.Min(text.Length, from + Reach);

        var at = from;
        while (at < end)
        {
            while (at < end && !char.IsLetterOrDigit(text[at]))
            {
                at++;
            }

            var start = at;
            var digits = 0;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
            {
                digits += char.IsDigit(text[at]) ? 1 : 0;
                at++;
            }

            if (at - start == FinLength && digits > 0 && IsCode(text[start..at]))
            {
                (found ??= []).Add(new SensitiveNumber(SensitiveKind.AzerbaijaniId, start, FinLength));
                return at;
            }
        }

        return from;
    }

    /// <summary>Latin letters but for I and O, and digits of any script.</summary>
    private static bool IsCode(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (!char.IsDigit(character) && (!char.IsAsciiLetter(character) || character is 'i' or 'I' or 'o' or 'O'))
            {
                return false;
            }
        }

        return true;
    }
}
