using System.Buffers;

namespace Ingestion.Mail.Html;

/// <summary>
/// The tags and texts of an HTML text in their order, as the HTML standard (§13.2.5) finds them; comments, declarations and processing
/// instructions are passed over. Every letter is looked at once; nothing is copied or allocated.
/// </summary>
internal ref struct HtmlTokens(ReadOnlySpan<char> html)
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r\f/>");

    private readonly ReadOnlySpan<char> _html = html;
    private int _at;
    private HtmlContentMode _mode;
    private string _rawName = "";

    /// <summary>Of a tag: its name as written.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>Of a tag.</summary>
    public HtmlAttributes Attributes { get; private set; }

    /// <summary>Of a text: the letters as written.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    /// <summary>Whether ampersands in <see cref="Text"/> begin character references.</summary>
    public bool HasReferences { get; private set; }

    /// <summary>Says how the content of the element whose start tag was just read is to be read.</summary>
    public void Enter(HtmlContentMode mode, string name)
    {
        _mode = mode;
        _rawName = name;
    }

    public HtmlTokenKind Read()
    {
        if (_mode != HtmlContentMode.Markup && ReadRaw())
        {
            return HtmlTokenKind.Text;
        }

        while (_at < _html.Length)
        {
            var rest = _html[_at..];
            if (rest[0] != '<')
            {
                return TakeText(rest.IndexOf('<'));
            }

            var next = rest.Length > 1 ? rest[1] : '\0';
            if (char.IsAsciiLetter(next))
            {
                return ReadTag(1) ? HtmlTokenKind.StartTag : HtmlTokenKind.End;
            }

            switch (next)
            {
                case '/' when rest.Length > 2 && char.IsAsciiLetter(rest[2]):
                    return ReadTag(2) ? HtmlTokenKind.EndTag : HtmlTokenKind.End;
                case '/' when rest.Length == 2:
                    return TakeText(-1);
                case '/' or '?':
                    SkipPast(rest[2..].IndexOf('>'), 3);
                    break;
                case '!' when rest.StartsWith("<!--"):
                    SkipComment(rest);
                    break;
                case '!':
                    SkipPast(rest[2..].IndexOf('>'), 3);
                    break;
                default:
                    // a sign that begins nothing is a letter
                    var end = rest[1..].IndexOf('<');
                    return TakeText(end < 0 ? -1 : end + 1);
            }
        }

        return HtmlTokenKind.End;
    }

    private HtmlTokenKind TakeText(int length)
    {
        Text = length < 0 ? _html[_at..] : _html.Slice(_at, length);
        HasReferences = true;
        _at += Text.Length;
        return HtmlTokenKind.Text;
    }

    // a tag that the text ends in is none
    private bool ReadTag(int nameStart)
    {
        var rest = _html[_at..];
        var nameLength = rest[nameStart..].IndexOfAny(NameEnds);
        if (nameLength < 0)
        {
            _at = _html.Length;
            return false;
        }

        Name = rest.Slice(nameStart, nameLength);
        var start = nameStart + nameLength;
        var length = HtmlAttributes.Measure(rest[start..]);
        if (length < 0)
        {
            _at = _html.Length;
            return false;
        }

        Attributes = new HtmlAttributes(rest.Slice(start, length));
        _at += start + length + 1;
        return true;
    }

    private void SkipPast(int found, int skipped) => _at = found < 0 ? _html.Length : _at + found + skipped;

    private void SkipComment(ReadOnlySpan<char> rest)
    {
        var at = 4;
        if (rest[at..].StartsWith(">") || rest[at..].StartsWith("->"))
        {
            _at += at + (rest[at] == '>' ? 1 : 2);
            return;
        }

        while (rest[at..].IndexOf("--") is >= 0 and var dashes)
        {
            at += dashes + 2;
            if (rest[at..].StartsWith(">") || rest[at..].StartsWith("!>"))
            {
                _at += at + (rest[at] == '>' ? 1 : 2);
                return;
            }

            at--;
        }

        _at = _html.Length;
    }

    // the text up to the end tag of the element; false when there is none in between
    private bool ReadRaw()
    {
        var rest = _html[_at..];
        var length = _mode == HtmlContentMode.PlainText ? rest.Length : RawLength(rest);
        Text = rest[..length];
        HasReferences = _mode == HtmlContentMode.Text;
        _at += length;
        _mode = HtmlContentMode.Markup;
        return length > 0;
    }

    private readonly int RawLength(ReadOnlySpan<char> rest)
    {
        for (var at = 0; rest[at..].IndexOf("</") is >= 0 and var found;)
        {
            at += found + 2;
            var after = rest[at..];
            if (after.StartsWith(_rawName, StringComparison.OrdinalIgnoreCase) && after.Length > _rawName.Length && NameEnds.Contains(after[_rawName.Length]))
            {
                return at - 2;
            }
        }

        return rest.Length;
    }
}
