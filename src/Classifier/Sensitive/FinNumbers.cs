using System.Buffers;

namespace Ingestion.Classifier.Sensitive;

/// <summary>What has letters within: Azerbaijani accounts anywhere, and a FIN behind its name.</summary>
internal static class FinNumbers
{
    private const int FinLength = 7;

    /// <summary>Characters between the word and the number: "FİN kodum budur: ".</summary>
    private const int Reach = 30;

    /// <summary>Signs between the number and the word behind it.</summary>
    private const int ReachBack = 4;

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

        if (found?.Count > Math.Max(before, 1))
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

        if (NameLength(text[at..]) is not (> 0 and var length))
        {
            return at + 1;
        }

        if (Person(text, at + length, ref found) is > 0 and var end)
        {
            return end;
        }

        PersonBefore(text, at, ref found);
        return at + length;
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

    /// <summary>The first word of seven letters and digits behind the name, of digits alone only when it is the next; returns where to go on, 0 without one.</summary>
    private static int Person(ReadOnlySpan<char> text, int from, ref List<SensitiveNumber>? found)
    {
        var end = Math.Min(text.Length, from + Reach);
        var at = from;
        var isNext = true;
        while (at < end)
        {
            while (at < end && !char.IsLetterOrDigit(text[at]))
            {
                at++;
            }

            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
            {
                at++;
            }

            var word = text[start..at];
            if (IsFin(word, isNext))
            {
                (found ??= []).Add(new SensitiveNumber(SensitiveKind.AzerbaijaniId, start, FinLength));
                return at;
            }

            isNext &= word.StartsWith("kod", StringComparison.OrdinalIgnoreCase) || word.StartsWith("код", StringComparison.OrdinalIgnoreCase);
        }

        return 0;
    }

    /// <summary>"6HY78KD fin kodumdur".</summary>
    private static void PersonBefore(ReadOnlySpan<char> text, int name, ref List<SensitiveNumber>? found)
    {
        var end = name;
        while (end > 0 && name - end < ReachBack && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start <= FinLength && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        if (IsFin(text[start..end], mayBeDigits: false))
        {
            (found ??= []).Add(new SensitiveNumber(SensitiveKind.AzerbaijaniId, start, FinLength));
        }
    }

    private static bool IsFin(ReadOnlySpan<char> word, bool mayBeDigits)
    {
        if (word.Length != FinLength || !IsCode(word))
        {
            return false;
        }

        var digits = 0;
        foreach (var character in word)
        {
            digits += char.IsDigit(character) ? 1 : 0;
        }

        return digits > 0 && (mayBeDigits || digits < FinLength);
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
