namespace Ingestion.Mail.Mime;

/// <summary>Where the pieces of one encoded word lie (RFC 2047 §2), counted from its first sign.</summary>
internal readonly record struct EncodedWord(int CharsetLength, int TextStart, int TextLength, int Length, bool IsBase64)
{
    private const int LongestCharset = 60;

    /// <summary>Reads the word at the front of the text, which begins with <c>=?</c>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out EncodedWord word)
    {
        word = default;
        var head = text[2..Math.Min(text.Length, LongestCharset + 2)];
        var charsetEnd = head.IndexOf('?');
        if (charsetEnd <= 0 || head[..charsetEnd].ContainsAny(" \t=\"<>()"))
        {
            return false;
        }

        // "=?charset?B?text?="
        var encoding = charsetEnd + 3;
        if (text.Length < encoding + 2 || text[encoding + 1] != '?' || text[encoding] is not ('b' or 'B' or 'q' or 'Q'))
        {
            return false;
        }

        var isBase64 = text[encoding] is 'b' or 'B';
        var start = encoding + 2;
        var rest = text[start..];
        var end = isBase64 ? EndOfBase64(rest, out var length) : EndOfQuoted(rest, out length);
        if (end < 0)
        {
            return false;
        }

        word = new EncodedWord(WithoutLanguage(head[..charsetEnd]), start, end, start + length, isBase64);
        return true;
    }

    private static int EndOfBase64(ReadOnlySpan<char> rest, out int length)
    {
        var end = rest.IndexOf('?');
        if (end < 0)
        {
            length = rest.Length;
            return rest.Length;
        }

        if (end + 1 >= rest.Length || rest[end + 1] == '=')
        {
            length = Math.Min(rest.Length, end + 2);
            return end;
        }

        // the closing sign is missing, and white space or the next word follows
        if (rest[end + 1] is ' ' or '\t')
        {
            length = end + 1;
            return end;
        }

        var cut = rest[..end].IndexOfAny(' ', '\t');
        length = cut;
        return cut;
    }

    private static int EndOfQuoted(ReadOnlySpan<char> rest, out int length)
    {
        var end = rest.IndexOf('?');
        // a question mark that ends nothing: some senders leave it unencoded
        while (end >= 0 && end + 1 < rest.Length && rest[end + 1] != '=')
        {
            var further = rest[(end + 1)..].IndexOf('?');
            if (further < 0 || rest.Slice(end + 1, further).EndsWith("="))
            {
                length = -1;
                return -1;
            }

            end += further + 1;
        }

        length = end < 0 ? rest.Length : Math.Min(rest.Length, end + 2);
        return end < 0 ? rest.Length : end;
    }

    // RFC 2231 §5: a language may follow the charset
    private static int WithoutLanguage(ReadOnlySpan<char> charset) => charset.IndexOf('*') is >= 0 and var star ? star : charset.Length;
}
