using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>File names that senders chose, made harmless to show and to store.</summary>
internal static class FileNames
{
    // what a person reads, and what every file system takes with something before it
    private const int MostGraphemes = 120;
    private const int MostBytes = 200;
    private const int LongestExtension = 16;
    private const int MostRead = 2_000;

    private static readonly string[] Reserved =
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
            "COM¹", "COM²", "COM³", "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³"];

    /// <summary>
    /// The last path segment without control, format (bidi, zero-width) and reserved characters, at most 120 characters as people count them
    /// and 200 bytes of UTF-8, its extension kept; null when nothing is left.
    /// </summary>
    public static string? Clean(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var last = name.AsSpan(name.LastIndexOfAny(['/', '\\']) + 1);
        if (last.Length > MostRead)
        {
            // the end is kept, for the extension
            last = string.Concat(last[..(MostRead / 2)], last[^(MostRead / 2)..]);
        }

        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                // many spaces push the true extension out of sight
                clean.Append(clean.Length > 0 && clean[^1] == ' ' ? "" : " ");
            }
            else if (IsShown(rune))
            {
                clean.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? new Rune('_') : rune);
            }
        }

        var text = clean.ToString();
        if (!Ascii.IsValid(text) && !text.IsNormalized())
        {
            text = text.Normalize();
        }

        text = Trim(text);
        if (text.Length > 0 && IsReserved(text))
        {
            text = "_" + text;
        }

        text = Shorten(text);
        return text.Length == 0 ? null : text;
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned) && rune.Value is not ('\u115F' or '\u1160' or '\u3164' or '\uFFA0' or '\u034F');

    private static string Trim(string text)
    {
        var span = text.AsSpan();
        var start = 0;
        while (start < span.Length && (char.IsWhiteSpace(span[start]) || span[start] == '.'))
        {
            start++;
        }

        var end = span.Length;
        while (end > start && (char.IsWhiteSpace(span[end - 1]) || span[end - 1] == '.'))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsReserved(string text)
    {
        var stem = text.AsSpan();
        if (stem.IndexOf('.') is >= 0 and var dot)
        {
            stem = stem[..dot];
        }

        stem = stem.TrimEnd();
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
        if (text.Length <= MostGraphemes && Encoding.UTF8.GetByteCount(text) <= MostBytes)
        {
            return text;
        }

        var dot = text.LastIndexOf('.');
        var extension = dot > 0 && text.Length - dot <= LongestExtension ? text[dot..] : "";
        var stem = text.AsSpan(0, text.Length - extension.Length);
        var bytesLeft = MostBytes - Encoding.UTF8.GetByteCount(extension);
        var kept = 0;
        for (var graphemes = extension.Length; graphemes < MostGraphemes && kept < stem.Length; graphemes++)
        {
            var length = StringInfo.GetNextTextElementLength(stem[kept..]);
            bytesLeft -= Encoding.UTF8.GetByteCount(stem.Slice(kept, length));
            if (bytesLeft < 0)
            {
                break;
            }

            kept += length;
        }

        return Trim(stem[..kept].ToString()) + extension;
    }
}
