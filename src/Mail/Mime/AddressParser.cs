using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Reads address lists (RFC 5322 §3.4 with its obsolete forms) in one pass. Encoded words are decoded only after the text has been cut
/// into words, so that nothing hidden in them can become an address. What is written so oddly that programs may disagree about it is
/// read as most would mean it and marked as not exact.
/// </summary>
internal ref struct AddressParser
{
    private readonly AddressScanner _scanner;
    private readonly List<MailAddress> _found;
    private readonly List<AddressWord> _words = [];
    private string? _comment;
    private bool _exact = true;
    private bool _inGroup;
    private int _wordsBeforeComment;

    // asked at every colon and end: not searched for in all words again
    private bool _holdsAddress;

    private AddressParser(ReadOnlySpan<char> text)
    {
        _scanner = new AddressScanner(text);
        _found = [];
    }

    public static List<MailAddress> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var parser = new AddressParser(text);

        // neither is written into an envelope what stood beside a line end or worse
        return parser.Read() || text.AsSpan().ContainsAnyInRange('\u000A', '\u001F') || text.Contains('\0', StringComparison.Ordinal)
            ? parser._found.ConvertAll(address => address.Unsure())
            : parser._found;
    }

    // whether the list is so damaged that none of its addresses is sure
    private bool Read()
    {
        var scanner = _scanner;
        while (!scanner.IsAtEnd)
        {
            switch (scanner.Current)
            {
                case ',' or ';':
                    Finish();
                    _inGroup &= scanner.Current != ';';
                    scanner.Skip();
                    break;
                case ':' when !_holdsAddress:
                    // the name of a group (or mailto) says nothing about its members
                    scanner.Skip();
                    Reset();
                    _inGroup = true;
                    break;
                case '(' when scanner.TryReadComment(out var comment):
                    _comment ??= comment;
                    _exact &= !comment.AsSpan().ContainsAny("@<>()\"\\,;:");
                    _wordsBeforeComment = _words.Count;
                    break;
                case '"' when scanner.TryReadQuoted(out var value, out var raw, out var spaced):
                    AddWord(value, raw.ToString(), spaced);
                    break;
                case '<':
                    ReadAngle(ref scanner);
                    break;
                case '"' or '(':
                    // opened and never closed: no more than a letter
                    scanner.Skip();
                    break;
                default:
                    ReadWord(ref scanner);
                    break;
            }
        }

        Finish();
        return scanner.IsDamaged;
    }

    private void ReadWord(ref AddressScanner scanner)
    {
        var word = scanner.ReadWord(out var spaced, out var hidesSeparator);
        _exact &= !hidesSeparator;
        if (!word.IsEmpty)
        {
            var text = word.ToString();
            AddWord(text, text, spaced);
        }
    }

    private void ReadAngle(ref AddressScanner scanner)
    {
        var inner = scanner.ReadAngle();
        var exact = _exact && !NamesOtherAddress(inner);

        // the route of RFC 822: <@one,@two:user@example.org>
        if (inner.TrimStart() is ['@', ..] && inner.LastIndexOf(':') is > 0 and var colon)
        {
            inner = inner[(colon + 1)..];
            exact = false;
        }

        var name = AddressWord.Join(_words);
        Add(inner, Shown(name.Length > 0 ? name : _comment), exact);
        Reset();
        scanner.SkipToSeparator();
    }

    // an address that is not quoted stands where a name should: ali@example.az <veli@example.az>; quoted as many programs write it, it may
    private readonly bool NamesOtherAddress(ReadOnlySpan<char> inner)
    {
        foreach (var word in _words)
        {
            if (word.HasSign && !word.Raw.StartsWith('"') && !inner.Trim().Equals(word.Raw.AsSpan().Trim('\''), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void AddWord(string shown, string raw, bool spaced)
    {
        _words.Add(new AddressWord(shown, raw, spaced));
        _holdsAddress |= raw.Contains('@', StringComparison.Ordinal);
    }

    /// <summary>What stands without angle brackets: an address alone, or with a name before it whose brackets were forgotten.</summary>
    private void Finish()
    {
        if (_holdsAddress)
        {
            // white space around dots and at signs belongs to the address (RFC 5322 §4.4)
            var specs = AddressWord.JoinSpecs(_words, out var name, out var joined);
            joined |= _wordsBeforeComment > 0 && _wordsBeforeComment < _words.Count;
            var shown = Shown(name.Length > 0 ? name : _comment);
            foreach (var spec in specs)
            {
                Add(spec, shown, _exact && !joined && specs.Count == 1 && name.Length == 0);
            }
        }

        Reset();
    }

    private void Reset()
    {
        _words.Clear();
        _comment = null;
        _wordsBeforeComment = 0;
        _exact = true;
        _holdsAddress = false;
    }

    private static string? Shown(string? name)
    {
        var shown = string.IsNullOrWhiteSpace(name) ? null : HeaderText.ForDisplay(EncodedWords.Decode(name));
        return string.IsNullOrWhiteSpace(shown) ? null : shown;
    }

    private readonly void Add(ReadOnlySpan<char> spec, string? name, bool exact)
    {
        spec = spec.Trim(" \t");
        if (spec.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            spec = spec[7..];
            exact = false;
        }

        if (spec.EndsWith("]") && !spec.Contains('['))
        {
            spec = spec[..^1];
            exact = false;
        }

        var cut = AddrSpec.Read(spec);
        if (cut.LocalPart.Length == 0 && !spec.StartsWith("\"\""))
        {
            return;
        }

        _found.Add(new MailAddress(
            name,
            cut.LocalPart,
            AddressText.NormaliseDomain(cut.Domain),
            exact && cut.IsPlain && !_inGroup));
    }
}
