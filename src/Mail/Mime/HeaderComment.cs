namespace Ingestion.Mail.Mime;

/// <summary>Comments in header fields: in parentheses, nested, with quoted pairs (RFC 5322 §3.2.2).</summary>
internal static class HeaderComment
{
    /// <summary>The index behind the comment that begins at <paramref name="from"/>, or 0 when it never ends.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i + 1;
            }
        }

        return 0;
    }
}
