using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Cuts an address list into words, quoted strings, comments and what stands in angle brackets; every letter is looked at once or twice.</summary>
internal ref struct AddressScanner
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    // behind these a quotation or a comment is not searched again: it is known to have no end
    private bool _noMoreQuotes;
    private bool _noMoreComments;

    public AddressScanner(ReadOnlySpan<char> text) => _text = text;

    /// <summary>
    /// Whether something was opened and not closed, or stands where nothing may stand: then programs disagree about the whole list.
    /// </summary>
    public bool IsDamaged { get; private set; }

    public readonly bool IsAtEnd => _at >= _text.Length;

    public readonly char Current => _text[_at];

    // a bracket that was passed over separates words too
    private readonly bool IsSpaced => _at > 0 && _text[_at - 1] is ' ' or '\t' or '(';

    public void Skip() => _at++;

    /// <summary>Up to white space or a special letter; an encoded word is one word, whatever stands in it.</summary>
    public ReadOnlySpan<char> ReadWord(out bool spaced, out bool hidesSeparator)
    {
        hidesSeparator = false;
        spaced = false;
        if (_text[_at] is ' ' or '\t')
        {
            var blanks = _text[_at..].IndexOfAnyExcept(' ', '\t');
            _at = blanks < 0 ? _text.Length : _at + blanks;
            return default;
        }

        spaced = IsSpaced;
        var start = _at;
        if (_text[_at..].StartsWith("=?") && EncodedWord.TryRead(_text[_at..], out var word) && _text[_at..].Length >= word.Length
            && _text.Slice(_at, word.Length).EndsWith("?="))
        {
            var whole = _text.Slice(_at, word.Length);
            hidesSeparator = whole.ContainsAny("<>\"@") || whole.Count('(') != whole.Count(')');
            _at += word.Length;
            return whole;
        }

        while (_at < _text.Length && !IsSpecial(_text[_at]) && !(_at > start && _text[_at..].StartsWith("=?")))
        {
            _at++;
        }

        if (_at == start && _at < _text.Length)
        {
            // a colon inside an address, or a sign that opens nothing
            _at++;
        }

        var found = _text[start.._at];
        IsDamaged |= found.ContainsAny(">)\\") || found.Count('[') != found.Count(']');
        return found;
    }

    public bool TryReadQuoted(out string value, out ReadOnlySpan<char> raw, out bool spaced)
    {
        spaced = IsSpaced;
        raw = default;
        value = "";
        var end = _noMoreQuotes ? 0 : EndOfQuoted(_at);
        if (end == 0)
        {
            _noMoreQuotes = true;
            IsDamaged = true;
            return false;
        }

        raw = _text[_at..end];
        value = Unescape(raw[1..^1]);
        _at = end;
        return true;
    }

    public bool TryReadComment(out string value)
    {
        value = "";
        var end = _noMoreComments ? 0 : HeaderComment.EndOf(_text, _at);
        if (end == 0)
        {
            _noMoreComments = true;
            IsDamaged = true;
            return false;
        }

        value = Unescape(_text[(_at + 1)..(end - 1)]).Trim();
        _at = end;
        return true;
    }

    /// <summary>What stands in angle brackets; without a closing one up to the next separator.</summary>
    public ReadOnlySpan<char> ReadAngle()
    {
        var start = ++_at;
        var isRoute = _text[start..].TrimStart(" \t").StartsWith("@");
        var separator = -1;
        while (_at < _text.Length && _text[_at] != '>')
        {
            if (_text[_at] == '"' && !_noMoreQuotes)
            {
                var end = EndOfQuoted(_at);
                _noMoreQuotes = end == 0;
                IsDamaged |= end == 0;
                _at = end == 0 ? _at + 1 : end;
                continue;
            }

            isRoute &= _text[_at] != ':';
            if (separator < 0 && !isRoute && _text[_at] is ',' or ';')
            {
                separator = _at;
            }
            else if (_text[_at] == '<' && separator >= 0)
            {
                // the next address begins, so that the bracket of this one was forgotten
                break;
            }

            _at++;
        }

        var closed = _at < _text.Length && _text[_at] == '>' && separator < 0;
        IsDamaged |= !closed || _text[start.._at].Contains('<');
        if (separator >= 0)
        {
            _at = separator;
            return _text[start..separator];
        }

        var inner = _text[start.._at];
        _at = Math.Min(_at + 1, _text.Length);
        return inner;
    }

    /// <summary>Moves to the next separator or angle bracket.</summary>
    public void SkipToSeparator()
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case ',' or ';' or '<':
                    IsDamaged |= _text[_at] == '<';
                    return;
                case '"':
                    _at = TryReadQuoted(out _, out _, out _) ? _at : _at + 1;
                    break;
                case '(':
                    _at = TryReadComment(out _) ? _at : _at + 1;
                    break;
                default:
                    IsDamaged |= _text[_at] is not (' ' or '\t');
                    _at++;
                    break;
            }
        }
    }

    private static bool IsSpecial(char letter) => letter is ',' or ';' or ':' or '(' or '"' or '<' or ' ' or '\t';

    // the index behind the closing quotation mark, or 0
    private readonly int EndOfQuoted(int from)
    {
        for (var i = from + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == '"')
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
            }

            value.Append(text[i]);
        }

        return value.ToString();
    }
}
