using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Reads address lists (RFC 5322 §3.4 with its obsolete forms) in one pass. Encoded words are decoded only after the text has been cut
/// into tokens, so that nothing hidden in them can become an address.
/// </summary>
internal ref struct AddressParser
{
    private readonly ReadOnlySpan<char> _text;
    private readonly List<MailAddress> _found;
    private int _at;

    // the words seen since the last separator: what becomes a display name or a bare address
    private readonly StringBuilder _phrase;
    private readonly StringBuilder _bare;
    private string? _comment;
    private bool _exact;
    private bool _spaceInBare;
    private bool _inGroup;

    private AddressParser(ReadOnlySpan<char> text)
    {
        _text = text;
        _found = [];
        _phrase = new StringBuilder();
        _bare = new StringBuilder();
        _exact = true;
    }

    public static List<MailAddress> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var parser = new AddressParser(text);
        parser.Read();
        return parser._found;
    }

    private void Read()
    {
        while (_at < _text.Length)
        {
            var letter = _text[_at];
            switch (letter)
            {
                case ',':
                case ';':
                    _at++;
                    FinishBare();
                    if (letter == ';')
                    {
                        _inGroup = false;
                    }

                    break;
                case ':' when !_inGroup && !LooksLikeAddress():
                    _at++;
                    _inGroup = true;
                    Reset();
                    break;
                case '(':
                    _comment = ReadComment();
                    _exact = false;
                    break;
                case '"':
                    ReadQuotedWord();
                    break;
                case '<':
                    ReadAngle();
                    break;
                default:
                    ReadAtom();
                    break;
            }
        }

        FinishBare();
    }

    private readonly bool LooksLikeAddress() => _bare.Length > 0 && Contains(_bare, '@');

    private void ReadAtom()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or ';' or ':' or '(' or '"' or '<'))
        {
            _at++;
        }

        if (_at == start)
        {
            // a colon inside an address or a group in a group: part of the word
            _at++;
        }

        var word = _text[start.._at];
        var trimmed = word.Trim();
        if (trimmed.IsEmpty)
        {
            _spaceInBare |= _bare.Length > 0;
            AppendSpace(_phrase);
            return;
        }

        if (char.IsWhiteSpace(word[0]))
        {
            AppendSpace(_phrase);
            _spaceInBare |= _bare.Length > 0;
        }

        _phrase.Append(trimmed);
        _bare.Append(trimmed);
        if (char.IsWhiteSpace(word[^1]))
        {
            AppendSpace(_phrase);
        }
    }

    private void ReadQuotedWord()
    {
        var start = _at;
        var value = ReadQuoted();
        _phrase.Append(value);
        _spaceInBare |= _bare.Length > 0 && start > 0 && char.IsWhiteSpace(_text[start - 1]);
        _bare.Append(_text[start.._at]);
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            value.Append(_text[_at++]);
        }

        _at = Math.Min(_at + 1, _text.Length);
        return value.ToString();
    }

    private string ReadComment()
    {
        var value = new StringBuilder();
        var depth = 0;
        while (_at < _text.Length)
        {
            var letter = _text[_at++];
            if (letter == '\\' && _at < _text.Length)
            {
                value.Append(_text[_at++]);
                continue;
            }

            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }

            if (value.Length > 0 || letter != '(')
            {
                value.Append(letter);
            }
        }

        return value.ToString();
    }

    private void ReadAngle()
    {
        var start = ++_at;
        var quoted = false;
        while (_at < _text.Length && (quoted || _text[_at] != '>'))
        {
            if (_text[_at] == '\\' && quoted)
            {
                _at++;
            }
            else if (_text[_at] == '"')
            {
                quoted = !quoted;
            }

            _at++;
        }

        var end = Math.Min(_at, _text.Length);
        var closed = _at < _text.Length;
        _at = Math.Min(_at + 1, _text.Length);
        var inner = _text[start..end];

        // the route of RFC 822: <@one,@two:user@example.org>
        var exact = _exact && closed;
        if (inner.TrimStart() is ['@', ..] && inner.LastIndexOf(':') is > 0 and var colon)
        {
            inner = inner[(colon + 1)..];
            exact = false;
        }

        Add(inner, _phrase.ToString(), exact);
        Reset();
        SkipToSeparator();
    }

    private void SkipToSeparator()
    {
        while (_at < _text.Length && _text[_at] is not (',' or ';'))
        {
            switch (_text[_at])
            {
                case '(':
                    ReadComment();
                    break;
                case '"':
                    ReadQuoted();
                    break;
                case '<':
                    // two addresses in one item: programs disagree about which one counts, so neither is sure
                    _exact = false;
                    if (_found.Count > 0)
                    {
                        _found[^1] = _found[^1].Unsure();
                    }

                    return;
                default:
                    _at++;
                    break;
            }
        }
    }

    private void FinishBare()
    {
        if (_bare.Length > 0 && Contains(_bare, '@'))
        {
            Add(_bare.ToString(), _comment, _exact && !_spaceInBare);
        }

        Reset();
    }

    private void Reset()
    {
        _phrase.Clear();
        _bare.Clear();
        _comment = null;
        _spaceInBare = false;
        _exact = true;
    }

    private readonly void Add(ReadOnlySpan<char> spec, string? name, bool exact)
    {
        var cut = AddrSpec.Read(spec.Trim());
        if (cut.LocalPart.Length == 0 && cut.Domain.Length == 0)
        {
            return;
        }

        var shown = string.IsNullOrWhiteSpace(name) ? null : HeaderText.ForDisplay(EncodedWords.Decode(name));
        var address = new MailAddress(
            string.IsNullOrWhiteSpace(shown) ? null : shown,
            cut.LocalPart,
            AddressText.NormaliseDomain(cut.Domain),
            exact && cut.IsPlain);
        _found.Add(address);
    }

    private static void AppendSpace(StringBuilder to)
    {
        if (to.Length > 0 && to[^1] != ' ')
        {
            to.Append(' ');
        }
    }

    private static bool Contains(StringBuilder text, char letter)
    {
        foreach (var chunk in text.GetChunks())
        {
            if (chunk.Span.Contains(letter))
            {
                return true;
            }
        }

        return false;
    }
}
