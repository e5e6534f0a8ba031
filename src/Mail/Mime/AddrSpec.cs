using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>An addr-spec cut in two (RFC 5322 §3.4.1), comments and folding space removed.</summary>
/// <param name="LocalPart">Unquoted.</param>
/// <param name="Domain">As written, brackets of a literal included.</param>
/// <param name="IsPlain">It was written as a dot-atom, an at sign and a domain, and nothing else.</param>
internal readonly record struct AddrSpec(string LocalPart, string Domain, bool IsPlain)
{
    public static AddrSpec Read(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(" \t\"\\()[]<>"))
        {
            var at = text.LastIndexOf('@');
            return at < 0
                ? new AddrSpec(text.ToString(), "", false)
                : new AddrSpec(text[..at].ToString(), text[(at + 1)..].ToString(), at > 0 && text.IndexOf('@') == at);
        }

        var output = new StringBuilder(text.Length);
        var cut = -1;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = CopyQuoted(text, i, output);
                    break;
                case '(':
                    i = HeaderComment.EndOf(text, i) is > 0 and var end ? end - 1 : text.Length;
                    break;
                case ' ' or '\t' or '<' or '>':
                    break;
                case '@':
                    cut = output.Length;
                    output.Append('@');
                    break;
                default:
                    output.Append(text[i]);
                    break;
            }
        }

        return cut < 0
            ? new AddrSpec(output.ToString(), "", false)
            : new AddrSpec(output.ToString(0, cut), output.ToString(cut + 1, output.Length - cut - 1), false);
    }

    private static int CopyQuoted(ReadOnlySpan<char> text, int from, StringBuilder output)
    {
        var i = from + 1;
        for (; i < text.Length && text[i] != '"'; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
            }

            output.Append(text[i]);
        }

        return i;
    }
}
