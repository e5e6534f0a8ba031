using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Ingestion.Channels;

/// <summary>
/// The words with which customers end and resume automatic messages, for connectors whose provider does not know them itself. Only a message that
/// is nothing but one of them counts: "stop" does, "stop charging me" is a complaint.
/// </summary>
internal static class StopWords
{
    private const int MaxLength = 40;

    /// <summary>Turkish, Azerbaijani, Persian, English; folded when they are looked up.</summary>
    private static readonly FrozenSet<string> Stop = Set(
        "dur", "durdur", "iptal", "ret", "red", "listeden çık", "abonelikten çık", "mesaj istemiyorum",
        "dayan", "dayandır", "imtina", "ləğv et", "abunəlikdən çıx", "mesaj istəmirəm",
        "لغو", "لغو11", "لغو 11", "توقف", "انصراف", "لغو عضویت", "نفرست", "پیام نده",
        "stop", "stopall", "stop all", "unsubscribe", "opt out", "opt-out", "optout");

    private static readonly FrozenSet<string> Start = Set(
        "başla", "başlat", "yenidən başla", "tekrar başlat",
        "شروع",
        "start", "unstop", "opt in", "opt-in", "optin");

    /// <summary>What the whole text asks for, or null when it is anything else.</summary>
    public static ConsentChange? Read(string text)
    {
        var word = Fold(text);
        return word.Length == 0 ? null
            : Stop.Contains(word) ? ConsentChange.Stop
            : Start.Contains(word) ? ConsentChange.Start
            : null;
    }

    /// <summary>A set to compare folded texts with.</summary>
    public static FrozenSet<string> Set(params IEnumerable<string> words) => words.Select(Fold).Where(word => word.Length > 0).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// The text without marks around it, its white space made single, in small letters: the four i's, letters with signs and their bare forms, the
    /// Arabic and Persian forms of one letter, and digits of all scripts are each one. Never depends on the server's culture. Empty for texts that are
    /// too long to be a word.
    /// </summary>
    public static string Fold(string text)
    {
        if (text.Length > MaxLength * 4)
        {
            return "";
        }

        var folded = new StringBuilder(MaxLength);
        var gap = false;
        foreach (var rune in Spelled(text).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = folded.Length > 0;
                continue;
            }

            if (LetterOf(rune) is not { } letter)
            {
                continue;
            }

            if (gap)
            {
                folded.Append(' ');
                gap = false;
            }

            folded.Append(letter);
            if (folded.Length > MaxLength)
            {
                return "";
            }
        }

        return Trim(folded.ToString());
    }

    /// <summary>Lone surrogates have no decomposition: such a text is no word.</summary>
    private static string Spelled(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    /// <summary>Null for what is not to be seen or only changes a letter: combining marks, joiners, direction marks.</summary>
    private static string? LetterOf(Rune rune)
    {
        var digit = Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? Rune.GetNumericValue(rune) : -1;
        if (digit >= 0)
        {
            return ((int)digit).ToString(CultureInfo.InvariantCulture);
        }

        return rune.Value switch
        {
            'I' or 'ı' => "i",
            'Ə' or 'ə' => "e",
            'ي' or 'ى' => "ی",
            'ك' => "ک",
            _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control
                ? null
                : Rune.ToLowerInvariant(rune).ToString(),
        };
    }

    private static string Trim(string word)
    {
        var (from, to) = (0, word.Length);
        while (from < to && !char.IsLetterOrDigit(word[from]))
        {
            from++;
        }

        while (to > from && !char.IsLetterOrDigit(word[to - 1]))
        {
            to--;
        }

        return word[from..to];
    }
}
