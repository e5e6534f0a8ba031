using System.Text;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>
/// Private characters around the values in a rendered text, so that one wording becomes plain text and HTML: each is then written the
/// way that its form needs.
/// </summary>
internal static class TextMarks
{
    public const char NumberStart = '\uE000';
    public const char NumberEnd = '\uE001';
    public const char NameStart = '\uE002';
    public const char NameEnd = '\uE003';

    public const char LinkStart = '\uE004';
    public const char LinkEnd = '\uE005';

    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>One line without control, direction or private characters, which could break a header or leave their place.</summary>
    public static string Clean(string value)
    {
        var cleaned = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            var plain = char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character;
            if (plain is (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\uE000' and <= '\uF8FF'))
            {
                continue;
            }

            cleaned.Append(plain);
        }

        return cleaned.ToString().Trim();
    }

    /// <summary>The same for a text of several lines; empty ones at its ends are left out, and of those in it one remains.</summary>
    public static string CleanLines(string value)
    {
        var lines = value.ReplaceLineEndings("\n").Split('\n').Select(Clean).ToList();
        return string.Join('\n', lines.Where((line, index) => line.Length > 0 || (index > 0 && lines[index - 1].Length > 0))).Trim();
    }

    /// <summary>
    /// Plain text. In right-to-left text, values stand in isolates (Unicode UAX #9): after a Persian letter the groups of a number would
    /// otherwise be shown in reverse order.
    /// </summary>
    public static string ToText(string marked, bool rightToLeft)
    {
        var text = new StringBuilder(marked.Length);
        foreach (var character in marked)
        {
            if (character is NumberStart or NameStart)
            {
                Append(text, FirstStrongIsolate, rightToLeft);
            }
            else if (character is NumberEnd or NameEnd)
            {
                Append(text, PopDirectionalIsolate, rightToLeft);
            }
            else if (character is not (LinkStart or LinkEnd))
            {
                // Marks beside a link would become part of it in some programs: links stand on lines of their own.
                text.Append(character);
            }
        }

        return text.ToString();
    }

    /// <summary>HTML paragraphs: empty lines part them, other line ends become breaks, everything is encoded.</summary>
    public static string ToHtml(string marked)
    {
        var html = new StringBuilder(marked.Length + 200).Append("<p>");
        for (var i = 0; i < marked.Length; i++)
        {
            switch (marked[i])
            {
                case '\n' when i + 1 < marked.Length && marked[i + 1] == '\n':
                    i++;
                    html.Append("</p>\n<p>");
                    break;
                case '\n':
                    html.Append("<br>\n");
                    break;
                case NumberStart:
                    html.Append("<strong><bdi dir=\"ltr\">");
                    break;
                case NumberEnd:
                    html.Append("</bdi></strong>");
                    break;
                case LinkStart:
                    var end = marked.IndexOf(LinkEnd, i);
                    AppendLink(html, marked.AsSpan(i + 1, end - i - 1));
                    i = end;
                    break;
                case NameStart:
                    html.Append("<bdi>");
                    break;
                case NameEnd:
                    html.Append("</bdi>");
                    break;
                default:
                    AppendEncoded(html, marked[i]);
                    break;
            }
        }

        return html.Append("</p>").ToString();
    }

    private static void Append(StringBuilder text, char mark, bool wanted)
    {
        if (wanted)
        {
            text.Append(mark);
        }
    }

    private static void AppendLink(StringBuilder html, ReadOnlySpan<char> link)
    {
        html.Append("<a dir=\"ltr\" href=\"");
        AppendEncoded(html, link);
        html.Append("\">");
        AppendEncoded(html, link);
        html.Append("</a>");
    }

    private static void AppendEncoded(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            AppendEncoded(html, character);
        }
    }

    private static void AppendEncoded(StringBuilder html, char character) => _ = character switch
    {
        '&' => html.Append("&amp;"),
        '<' => html.Append("&lt;"),
        '>' => html.Append("&gt;"),
        '"' => html.Append("&quot;"),
        '\'' => html.Append("&#39;"),
        _ => html.Append(character),
    };
}
