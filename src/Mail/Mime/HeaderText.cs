using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Header values as text: unfolded, in characters, fit to be shown and stored.</summary>
internal static class HeaderText
{
    /// <summary>Joins folded lines (RFC 5322 §2.2.3) and turns the bytes into characters: ASCII, else UTF-8, else the likely code page.</summary>
    public static string Unfold(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IndexOfAny((byte)'\r', (byte)'\n') < 0)
        {
            return MailCharset.DecodeUndeclared(value);
        }

        var joined = new byte[value.Length];
        var length = 0;
        while (!value.IsEmpty)
        {
            var end = value.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                end = value.Length;
            }

            value[..end].CopyTo(joined.AsSpan(length));
            length += end;
            value = value[end..].TrimStart("\r\n"u8);
        }

        return MailCharset.DecodeUndeclared(joined.AsSpan(0, length));
    }

    /// <summary>Control characters become spaces, runs of spaces one space, bidi overrides and NUL disappear.</summary>
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

            if (char.IsControl(letter) || letter == ' ')
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }

                continue;
            }

            clean.Append(letter);
        }

        return clean.ToString().TrimEnd(' ');
    }

    /// <summary>Characters that change how others are shown: explicit embeddings and overrides, NUL, the byte order mark.</summary>
    public static bool IsHidden(char letter) => letter is '\0' or '\uFEFF' or (>= '\u202A' and <= '\u202E');

    private static bool IsClean(string text)
    {
        var afterSpace = true;
        foreach (var letter in text)
        {
            if (letter == ' ')
            {
                if (afterSpace)
                {
                    return false;
                }

                afterSpace = true;
                continue;
            }

            if (char.IsControl(letter) || IsHidden(letter))
            {
                return false;
            }

            afterSpace = false;
        }

        return !afterSpace || text.Length == 0;
    }
}
