using System.Runtime.CompilerServices;

namespace Ingestion.Classifier.Features;

/// <summary>
/// Two views of a character for n-grams: as written, in small letters, and with the marks of Turkish and Azerbaijani letters taken away, so that
/// "sikayet" meets "şikayət". No culture takes part.
/// </summary>
internal static class Letters
{
    /// <summary>Stands for characters that are left out: joiners, vowel signs, stretching.</summary>
    public const char Dropped = '\0';

    private const int TableSize = 0x700;
    private static readonly (char Lower, char Plain)[] Table = [.. Enumerable.Range(0, TableSize).Select(code => FindLower((char)code)).Select(lower => (lower, Plain(lower)))];

    /// <summary>Both views.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (char Lower, char Plain) Of(char character) => character < TableSize ? Table[character] : Rare(character);

    /// <summary>The letter that a phone without the language's keyboard gives; the character itself where there is none.</summary>
    public static char Plain(char character) => character switch
    {
        'ç' => 'c',
        'Ç' => 'C',
        'ğ' => 'g',
        'Ğ' => 'G',
        'ı' => 'i',
        'İ' => 'I',
        'ö' => 'o',
        'Ö' => 'O',
        'ş' => 's',
        'Ş' => 'S',
        'ü' => 'u',
        'Ü' => 'U',
        'ə' => 'e',
        'Ə' => 'E',
        'â' => 'a',
        'î' => 'i',
        'û' => 'u',
        _ => character,
    };

    private static (char Lower, char Plain) Rare(char character)
    {
        var lower = FindLower(character);
        return (lower, lower);
    }

    private static char FindLower(char character) => character switch
    {
        'I' or 'İ' => 'i',
        'ي' or 'ى' => 'ی',
        'ك' => 'ک',
        '؟' => '?',
        >= '0' and <= '9' or (>= '٠' and <= '٩') or (>= '۰' and <= '۹') => '0',
        '\u200C' or '\u200D' or '\u00AD' or '\u0640' or (>= '\u064B' and <= '\u0652') or (>= '\u0300' and <= '\u036F') or '\uFE0F' => Dropped,
        '?' or '!' or '(' or ')' or ':' or '%' or '@' => character,
        >= '\u2600' and < '\u27C0' => character,
        '$' or '\u00A3' or '\u20AC' or '\u20BA' or '\u20BC' or '\uFFFD' => '$',
        _ => char.IsSurrogate(character) ? character : char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ',
    };
}
