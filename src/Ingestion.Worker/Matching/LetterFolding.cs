using System.Globalization;
using System.Text;

namespace Ingestion.Worker.Matching;

/// <summary>
/// What a code point stands for when texts are compared: nothing, a gap between words, a letter or digit, or several. The tables are filled page by page on
/// first use, from Unicode's own data, whatever the culture.
/// </summary>
internal static class LetterFolding
{
    public const char Dropped = '\0';
    public const char Gap = ' ';

    /// <summary>In place of a letter: the code point stands for several, see the other result.</summary>
    public const char Many = '\uFFFF';

    private const int PageSize = 256;
    private const string Apostrophes = "'’‘ʼʹ`´ˈ＇ʻ";

    private static readonly Page?[] Pages = new Page?[0x110000 / PageSize];

    /// <summary>The letter for a code point; when it is <see cref="Many"/>, they are in <paramref name="many"/>. Half pairs are gaps.</summary>
    public static char Of(int codePoint, out string? many)
    {
        var page = Pages[codePoint / PageSize] ??= Page.Of(codePoint / PageSize);
        var folded = page.Singles[codePoint % PageSize];
        many = folded == Many ? page.Longs![codePoint] : null;
        return folded;
    }

    /// <summary>Zero to nine for a digit of any script, otherwise -1.</summary>
    public static int DigitOf(char character) =>
        char.IsAsciiDigit(character) ? character - '0' : character < '\u0660' ? -1 : CharUnicodeInfo.GetDecimalDigitValue(character);

    private static string Find(Rune rune)
    {
        if (Apostrophes.Contains((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal))
        {
            return "";
        }

        // Unicode's non-characters are among them, and they do not normalise.
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Control)
        {
            return " ";
        }

        var found = new StringBuilder();
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var letter = LetterOf(part);
            if (letter.Length > 0)
            {
                found.Append(letter);
            }
        }

        return found.ToString();
    }

    private static string LetterOf(Rune part)
    {
        if (CharUnicodeInfo.GetDecimalDigitValue(part.ToString(), 0) is >= 0 and var digit)
        {
            return ((char)('0' + digit)).ToString();
        }

        switch (Rune.GetUnicodeCategory(part))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format:
                return "";
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter:
                break;
            case UnicodeCategory.ModifierLetter:
                return "";
            default:
                return " ";
        }

        return Rune.ToLowerInvariant(part).ToString() switch
        {
            // The letters of our four languages do not depend on the machine having Unicode's normalisation (ICU).
            "ı" or "İ" or "î" or "í" => "i",
            "ş" => "s",
            "ç" => "c",
            "ğ" => "g",
            "ö" or "ó" => "o",
            "ü" or "û" or "ú" => "u",
            "â" or "á" => "a",
            "é" => "e",
            "أ" or "إ" or "آ" => "ا",
            "ؤ" => "و",
            "ئ" => "ی",
            "ۀ" => "ه",
            "ə" or "ǝ" or "ә" => "e",
            "ø" => "o",
            "đ" or "ð" => "d",
            "ł" => "l",
            "ħ" => "h",
            "æ" => "ae",
            "œ" => "oe",
            "ß" => "s",
            "þ" => "th",
            "ي" or "ى" or "ے" or "ې" or "ێ" => "ی",
            "ك" or "ڪ" => "ک",
            "ة" or "ہ" or "ھ" or "ە" or "ۃ" => "ه",
            "ٱ" => "ا",
            "ۆ" or "ۇ" or "ۋ" => "و",
            "ء" => "",
            var letter => letter,
        };
    }

    private sealed class Page
    {
        public char[] Singles { get; } = new char[PageSize];

        public Dictionary<int, string>? Longs { get; private set; }

        public static Page Of(int number)
        {
            var page = new Page();
            for (var i = 0; i < PageSize; i++)
            {
                var codePoint = (number * PageSize) + i;
                var folded = Rune.IsValid(codePoint) ? Find(new Rune(codePoint)) : " ";
                page.Singles[i] = folded.Length switch { 0 => Dropped, 1 => folded[0], _ => Many };
                if (folded.Length > 1)
                {
                    (page.Longs ??= []).Add(codePoint, folded);
                }
            }

            return page;
        }
    }
}
