using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ingestion.Worker.Storage;

/// <summary>Text as both stores take it: no NUL (PostgreSQL refuses it), no lone surrogate (no valid UTF-8), no more than a limit.</summary>
internal static class StorableText
{
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > longest)
        {
            text = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        }

        return IsClean(text) ? text : Replace(text);
    }

    private static bool IsClean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return !text.Contains('\0', StringComparison.Ordinal);
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))))
            {
                return false;
            }

            i += char.IsSurrogate(text[i]) ? 1 : 0;
        }

        return true;
    }

    private static string Replace(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? "\ufffd" : rune.ToString());
        }

        return clean.ToString();
    }
}
