using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>File names that senders chose, made harmless to show and to store.</summary>
internal static class FileNames
{
    private const int Longest = 150;

    private static readonly string[] Reserved =
        ["CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4",
            "LPT5", "LPT6", "LPT7", "LPT8", "LPT9"];

    /// <summary>The last path segment without control, format and reserved characters; null when nothing is left.</summary>
    public static string? Clean(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var last = name.AsSpan(name.LastIndexOfAny(['/', '\\']) + 1);
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                continue;
            }

            clean.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? new Rune('_') : rune);
            if (clean.Length >= 4 * Longest)
            {
                break;
            }
        }

        var text = clean.ToString().Trim(' ', '.', '\t');
        if (text.Length == 0)
        {
            return null;
        }

        return Shorten(IsReserved(text) ? "_" + text : text);
    }

    private static bool IsReserved(string text)
    {
        var stem = text.AsSpan();
        if (stem.IndexOf('.') is >= 0 and var dot)
        {
            stem = stem[..dot];
        }

        foreach (var name in Reserved)
        {
            if (stem.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Shorten(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var dot = text.LastIndexOf('.');
        var extension = dot > 0 && text.Length - dot <= 16 ? text[dot..] : "";
        var cut = Longest - extension.Length;
        return text[..(char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)] + extension;
    }
}
