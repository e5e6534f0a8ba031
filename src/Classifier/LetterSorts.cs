namespace Ingestion.Classifier;

/// <summary>The sort of each character, looked up in a table where nearly all texts are.</summary>
internal static class LetterSorts
{
    public const int Count = (int)LetterSort.QuestionMark + 1;

    private const int TableSize = 0x700;

    private static readonly LetterSort[] Table = [.. Enumerable.Range(0, TableSize).Select(code => Find((char)code))];

    public static LetterSort Of(char character) => character < TableSize ? Table[character] : Find(character);

    private static LetterSort Find(char character) => character switch
    {
        'q' or 'Q' => LetterSort.Q,
        'x' or 'X' => LetterSort.X,
        'w' or 'W' => LetterSort.W,
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => LetterSort.Latin,
        '?' or '\u061F' or '\uFF1F' => LetterSort.QuestionMark,
        < '\u0080' => LetterSort.None,
        'ə' or 'Ə' => LetterSort.Schwa,
        'ğ' or 'Ğ' or 'ş' or 'Ş' or 'ı' or 'İ' => LetterSort.ClearlyTurkic,
        'ç' or 'Ç' or 'ö' or 'Ö' or 'ü' or 'Ü' => LetterSort.Turkic,
        'â' or 'î' or 'û' or 'Â' or 'Î' or 'Û' => LetterSort.Latin,
        'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی' => LetterSort.Persian,
        'ة' or 'ى' or 'إ' or 'ٹ' or 'ڈ' or 'ڑ' or 'ں' or 'ے' or 'ہ' or 'ھ' or 'ە' or 'ێ' or 'ۆ' or 'ڵ' or 'ۇ' or 'ې' or 'ۋ' or 'ڭ' or 'ټ' or 'ډ' or 'ړ' or 'ښ' or 'ڼ' or 'ڪ' or 'ٿ' or 'ڏ' => LetterSort.OtherArabic,
        >= '\u0620' and <= '\u06D5' => char.IsLetter(character) ? LetterSort.Arabic : LetterSort.None,
        'ҹ' or 'Ҹ' or 'ҝ' or 'Ҝ' => LetterSort.AzerbaijaniCyrillic,
        < '\u0250' or (>= '\u1E00' and <= '\u1EFF') => char.IsLetter(character) ? LetterSort.OtherLatin : LetterSort.None,
        _ => char.IsLetter(character) ? LetterSort.OtherScript : LetterSort.None,
    };
}
