using System.Text;

namespace Ingestion.Channels;

/// <summary>Text that both databases take: no NUL, no half surrogate pairs, not endless.</summary>
internal static class PlainText
{
    /// <summary>The note for text that held something that is no text.</summary>
    public const string Undecodable = "undecodable-text";

    /// <summary>The note for text of which only the beginning was kept.</summary>
    public const string Cut = "text-cut";

    /// <summary>Removes NUL, replaces lone surrogates by U+FFFD and keeps at most <paramref name="limit"/> characters, never half a pair.</summary>
    public static string Clean(string text, int limit, ICollection<string> notes)
    {
        if (text.Length > limit)
        {
            var end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
            text = text[..end];
            Note(notes, Cut);
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            text = text.Replace("\0", "", StringComparison.Ordinal);
        }

        if (HasLoneSurrogate(text))
        {
            text = Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
            Note(notes, Undecodable);
        }

        return text;
    }

    /// <summary>Adds the note once.</summary>
    public static void Note(ICollection<string> notes, string note)
    {
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0;)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return true;
            }

            text = text[(at + 2)..];
            at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        }

        return false;
    }
}
