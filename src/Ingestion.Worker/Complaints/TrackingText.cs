using System.Buffers;

namespace Ingestion.Worker.Complaints;

/// <summary>The characters that customers write tracking numbers with.</summary>
internal static class TrackingText
{
    /// <summary>All characters that <see cref="DigitOf"/> knows.</summary>
    public static readonly SearchValues<char> Digits = SearchValues.Create("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹");

    /// <summary>The value of a Latin, Arabic-Indic (U+0660) or Persian (U+06F0) digit, or -1.</summary>
    public static int DigitOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= '\u0660' and <= '\u0669' => character - '\u0660',
        >= '\u06F0' and <= '\u06F9' => character - '\u06F0',
        _ => -1,
    };

    /// <summary>A space or a dash of any width; not a line break, which ends a number.</summary>
    public static bool IsSeparator(char character) => character switch
    {
        ' ' or '-' => true,
        '\u00A0' or '\u202F' => true,
        >= '\u2000' and <= '\u200A' => true,
        >= '\u2010' and <= '\u2015' or '\u2212' => true,
        _ => false,
    };

    /// <summary>Invisible: zero-width spaces and joiners, direction marks, embeddings and isolates, word joiner, byte order mark.</summary>
    public static bool IsMark(char character) => character is
        (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or '\u2060' or (>= '\u2066' and <= '\u2069') or '\u061C' or '\uFEFF';
}
