using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Header values as text: unfolded, in characters, fit to be shown and stored.</summary>
internal static class HeaderText
{
    /// <summary>
    /// Joins folded lines (RFC 5322 §2.2.3) and turns the bytes into characters: ASCII, else UTF-8, else the charset of the text beside
    /// it, else the likely code page. A line end that folds nothing becomes a space.
    /// </summary>
    /// <param name="nearby">The charset that the message's own text declares; asked only when it is needed.</param>
    public static string Unfold(ReadOnlySpan<byte> value, Func<string?> nearby)
    {
        value = value.Trim(" \t\r\n"u8);
        var end = value.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            return MailCharset.DecodeUndeclared(value, nearby);
        }

        var joined = new byte[value.Length];
        var length = 0;
        while (true)
        {
            value[..end].CopyTo(joined.AsSpan(length));
            length += end;
            value = value[end..].TrimStart("\r\n"u8);
            if (value.IsEmpty)
            {
                return MailCharset.DecodeUndeclared(joined.AsSpan(0, length), nearby);
            }

            if (value[0] is not ((byte)' ' or (byte)'\t'))
            {
                joined[length++] = (byte)' ';
            }

            end = value.IndexOfAny((byte)'\r', (byte)'\n');
            end = end < 0 ? value.Length : end;
        }
    }

    /// <summary>Tabs and other control characters become spaces, bidi overrides and NUL disappear; trimmed.</summary>
    public static string ForDisplay(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (IsHidden(letter))
            {
                continue;
            }

            if (letter is '\r' or '\n')
            {
                // a line end inside an encoded word is no more than one space
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }

                continue;
            }

            clean.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return clean.ToString().Trim(' ');
    }

    /// <summary>Characters that change how others are shown: explicit embeddings and overrides, NUL, the byte order mark.</summary>
    public static bool IsHidden(char letter) => letter is '\0' or '\uFEFF' or (>= '\u202A' and <= '\u202E');

    private static bool IsClean(string text)
    {
        if (text.StartsWith(' ') || text.EndsWith(' '))
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (char.IsControl(letter) || IsHidden(letter))
            {
                return false;
            }
        }

        return true;
    }
}
