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

    /// <summary>A space of any width, or a tab; not a line break.</summary>
    public static bool IsSpace(char character) => character is ' ' or '\t' or '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000';

    /// <summary>Visible, and written between groups: dashes, dots, slashes, underscore, tatweel.</summary>
    public static bool IsJoint(char character) => character switch
    {
        '-' or '.' or '/' or '\\' or '_' => true,
        '\u00B7' or '\u2022' or '\u2027' or '\u0640' => true,
        >= '\u2010' and <= '\u2015' or '\u2043' or '\u2044' or '\u2212' or '\u2215' => true,
        '\uFE58' or '\uFE63' or '\uFF0D' or '\uFF0E' or '\uFF0F' => true,
        _ => false,
    };

    public static bool IsLineBreak(char character) => character is '\r' or '\n';

    /// <summary>Invisible: soft hyphens, zero-width spaces and joiners, direction marks, embeddings and isolates, word joiner, byte order mark.</summary>
    public static bool IsMark(char character) => character is
        '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or '\u2060' or (>= '\u2066' and <= '\u2069') or '\u061C' or '\uFEFF';
}
