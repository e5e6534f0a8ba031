using System.Buffers;
using System.Globalization;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>
/// Text as wordings are looked for in it: small letters, without the marks that people leave out when they type Turkish or Azerbaijani, Arabic spellings of
/// Persian letters made one, words divided by one space. What stands between quotation marks is left out: there somebody else speaks. The same under
/// every culture.
/// </summary>
internal static class WordFold
{
    private const int LongestQuotation = 300;

    /// <summary>What <see cref="Letter"/> makes of the letters of Latin, Cyrillic and Arabic scripts.</summary>
    private static readonly char[] Letters = [.. Enumerable.Range(0, 0x700).Select(letter => Letter((char)letter))];

    /// <summary>A phrase of ours.</summary>
    public static string Phrase(string text) => Fold(text, text.Length, isPhrase: true);

    /// <summary>What somebody wrote; of long texts the beginning.</summary>
    public static string Text(string text, int longest) => Fold(text, longest, isPhrase: false);

    /// <summary>Where words begin in a folded text, ascending.</summary>
    public static int[] Begins(ReadOnlySpan<char> folded)
    {
        if (folded.IsEmpty)
        {
            return [];
        }

        var begins = new int[1 + folded.Count(' ') + folded.Count(':')];
        var at = 0;
        for (var i = 1; i < begins.Length; i++)
        {
            at += folded[at..].IndexOfAny(' ', ':') + 1;
            begins[i] = at;
        }

        return begins;
    }

    private static string Fold(string text, int longest, bool isPhrase)
    {
        var source = text.AsSpan(0, Math.Min(text.Length, longest));
        var rented = ArrayPool<char>.Shared.Rent(source.Length);
        var folded = rented.AsSpan();
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var letter = source[i] < Letters.Length ? Letters[source[i]] : Letter(source[i]);
            if (letter > ' ')
            {
                folded[length++] = letter;
                continue;
            }

            if (!isPhrase && QuotationAt(source, i) is > 0 and var quoted)
            {
                i += quoted - 1;
                letter = ' ';
            }

            if (letter == ' ' && length > 0 && folded[length - 1] != ' ')
            {
                folded[length++] = ' ';
            }
        }

        if (length > 0 && folded[length - 1] == ' ')
        {
            length--;
        }

        var written = folded[..length].ToString();
        ArrayPool<char>.Shared.Return(rented);
        return Whole(written);
    }

    // "I'm" is "I am"
    private static string Whole(string folded) =>
        folded.StartsWith("im ", StringComparison.Ordinal) || folded.Contains(" im ", StringComparison.Ordinal)
            ? $" {folded}".Replace(" im ", " i am ", StringComparison.Ordinal)[1..]
            : folded;

    private static int QuotationAt(ReadOnlySpan<char> source, int at)
    {
        var opening = source[at];
        var rest = source[(at + 1)..];
        if (opening is '\'' or '\u2018')
        {
            // an apostrophe inside a word is none
            if (at > 0 && char.IsLetterOrDigit(source[at - 1]))
            {
                return 0;
            }

            for (var i = 0; i < rest.Length && i <= LongestQuotation; i++)
            {
                if (rest[i] is '\'' or '\u2019' && i > 0 && (i + 1 == rest.Length || !char.IsLetterOrDigit(rest[i + 1])))
                {
                    return i + 2;
                }
            }

            return 0;
        }

        return ClosingOf(opening) is { } closing && rest[..Math.Min(rest.Length, LongestQuotation + 1)].IndexOf(closing) is >= 0 and var length ? length + 2 : 0;
    }

    private static char? ClosingOf(char letter) => letter switch
    {
        '"' => '"',
        '\u201C' or '\u201E' => '\u201D',
        '\u00AB' => '\u00BB',
        _ => null,
    };

    // '\0': left out; ' ': divides words, as ':' does; else a letter or digit that is no quotation mark
    private static char Letter(char letter) => letter switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' or ':' => letter,
        >= 'A' and <= 'Z' => (char)(letter | 0x20),
        'ç' or 'Ç' => 'c',
        'ğ' or 'Ğ' => 'g',
        'ı' or 'İ' or 'î' or 'Î' => 'i',
        'ö' or 'Ö' => 'o',
        'ş' or 'Ş' => 's',
        'ü' or 'Ü' or 'û' or 'Û' => 'u',
        'â' or 'Â' => 'a',
        'ə' or 'Ə' or 'ә' or 'Ә' => 'e',
        '\u064A' or '\u0649' or '\u0626' => '\u06CC',
        '\u0643' => '\u06A9',
        '\u0629' or '\u06C0' => '\u0647',
        '\u0622' or '\u0623' or '\u0625' => '\u0627',
        '\u0624' => '\u0648',
        '\uFF1A' => ':',
        '\'' or '\u2018' or '\u2019' or '`' or '\u0640' or '\uFEFF' => '\0',
        '\u200C' or '\u200B' => ' ',
        >= '\u064B' and <= '\u065F' or '\u0670' or >= '\u0300' and <= '\u036F' or >= '\u200D' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => '\0',
        _ => char.IsLetterOrDigit(letter) ? char.ToLower(letter, CultureInfo.InvariantCulture) : ' ',
    };
}
