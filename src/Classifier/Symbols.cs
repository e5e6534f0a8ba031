namespace Ingestion.Classifier;

/// <summary>
/// The small alphabet that texts and cues are compared in: one symbol for every way to write a letter, so that "ŞİKÂYET", "şikayet"
/// and "sikayet" are the same, as are Arabic and Persian keyboards. Ordinal: no culture takes part.
/// </summary>
internal static class Symbols
{
    /// <summary>Not written at all: diacritics, joiners, apostrophes, stretching.</summary>
    public const byte Dropped = 0;

    public const byte Space = 1;

    /// <summary>A letter that no cue has.</summary>
    public const byte OtherLetter = 29;

    public const byte Digit = 28;

    /// <summary>How many symbols there are at most.</summary>
    public const int Count = 64;

    public const byte Noon = Arabic + 28;
    public const byte Meem = Arabic + 27;
    public const byte Yeh = Arabic + 31;

    private const byte LatinA = 2;
    private const byte Arabic = 30;
    private const string ArabicLetters = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء";
    private const int TableSize = 0x700;

    private static readonly byte[] Table = Build();

    public static byte Of(char character)
    {
        if (character < TableSize)
        {
            return Table[character];
        }

        return character switch
        {
            >= '\u1E00' and <= '\u1EFF' => OfDecomposed(character),
            >= '\u200B' and <= '\u200F' or '\u2019' or '\u2018' or '\u02BC' or '\u2060' or '\uFEFF' or (>= '\uFE00' and <= '\uFE0F') => Dropped,
            _ => char.IsLetter(character) ? OtherLetter : char.IsDigit(character) ? Digit : Space,
        };
    }

    private static byte[] Build()
    {
        var table = new byte[TableSize];
        for (var code = 0; code < TableSize; code++)
        {
            table[code] = Find((char)code);
        }

        for (var i = 0; i < ArabicLetters.Length; i++)
        {
            table[ArabicLetters[i]] = (byte)(Arabic + i);
        }

        foreach (var (variants, letter) in new[] { ("أإآٱ", 'ا'), ("ؤۆۇۋ", 'و'), ("ئيىېےێۍ", 'ی'), ("كڪ", 'ک'), ("ةۀہھەۂۃ", 'ه'), ("ںڼ", 'ن') })
        {
            foreach (var variant in variants)
            {
                table[variant] = table[letter];
            }
        }

        return table;
    }

    private static byte Find(char character) => character switch
    {
        >= 'a' and <= 'z' => (byte)(LatinA + (character - 'a')),
        >= 'A' and <= 'Z' => (byte)(LatinA + (character - 'A')),
        >= '0' and <= '9' or (>= '\u0660' and <= '\u0669') or (>= '\u06F0' and <= '\u06F9') => Digit,
        'ı' => LatinA + ('i' - 'a'),
        'ə' or 'Ə' or 'ǝ' or 'Ǝ' => LatinA + ('e' - 'a'),
        'ß' => LatinA + ('s' - 'a'),
        '\'' or '`' or '\u00B4' or '\u00AD' or '\u02BC' or '\u02B9' => Dropped,
        >= '\u0300' and <= '\u036F' => Dropped,
        '\u0640' or (>= '\u064B' and <= '\u065F') or '\u0670' or (>= '\u06D6' and <= '\u06ED') => Dropped,
        >= '\u00C0' and <= '\u024F' => OfDecomposed(character),
        _ => char.IsLetter(character) ? OtherLetter : Space,
    };

    private static byte OfDecomposed(char character)
    {
        var first = character.ToString().Normalize(System.Text.NormalizationForm.FormD)[0];
        return first switch
        {
            >= 'a' and <= 'z' => (byte)(LatinA + (first - 'a')),
            >= 'A' and <= 'Z' => (byte)(LatinA + (first - 'A')),
            _ => char.IsLetter(first) ? OtherLetter : Space,
        };
    }
}
