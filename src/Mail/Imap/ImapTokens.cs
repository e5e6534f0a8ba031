using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Walks over the values of a response. Throws <see cref="ImapException"/> for what is not IMAP.</summary>
internal ref struct ImapTokens(ImapResponse response, int position)
{
    private readonly ReadOnlySpan<byte> _line = response.Line;
    private readonly List<ImapLiteral> _literals = response.Literals;
    private int _at = position;
    private int _literal;

    public readonly bool AtEnd => _at >= _line.Length;

    public readonly byte Next => _at < _line.Length ? _line[_at] : (byte)0;

    public void SkipSpaces()
    {
        while (Next == ' ')
        {
            _at++;
        }
    }

    public bool TrySkip(byte expected)
    {
        if (Next != expected || AtEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    public void Expect(byte expected)
    {
        if (!TrySkip(expected))
        {
            throw Unexpected();
        }
    }

    /// <summary>An atom up to a space, bracket or quote; at least one byte.</summary>
    public ReadOnlySpan<byte> ReadAtom()
    {
        var rest = _line[_at..];
        var end = rest.IndexOfAny(" ()[]{\""u8);
        var atom = end < 0 ? rest : rest[..end];
        if (atom.Length == 0)
        {
            throw Unexpected();
        }

        _at += atom.Length;
        return atom;
    }

    public long ReadNumber()
    {
        var value = ReadDigits();
        return AtEnd || Next is (byte)' ' or (byte)')' ? value : throw Unexpected();
    }

    public uint ReadUid() => ReadNumber() is > 0 and <= uint.MaxValue and var uid ? (uint)uid : throw Unexpected();

    /// <summary>What stands inside <c>[...]</c>; a following <c>&lt;origin&gt;</c> says that the value is a piece that begins there.</summary>
    public ReadOnlySpan<byte> ReadSection(out long? origin)
    {
        origin = null;
        Expect((byte)'[');
        var length = _line[_at..].IndexOf((byte)']');
        if (length < 0)
        {
            throw Unexpected();
        }

        var section = _line.Slice(_at, length);
        _at += length + 1;
        if (Next == '<')
        {
            _at++;
            origin = ReadDigits();
            Expect((byte)'>');
        }

        return section;
    }

    /// <summary>NIL, a quoted string or a literal. The bytes are null for NIL and for what was too long (then length tells).</summary>
    public byte[]? ReadString(out long length)
    {
        switch (Next)
        {
            case (byte)'"':
                var text = ReadQuoted();
                length = text.Length;
                return text;
            case (byte)'{' or (byte)'~':
                return ReadLiteral(out length);
            default:
                length = 0;
                return System.Text.Ascii.EqualsIgnoreCase(ReadAtom(), "NIL"u8) ? null : throw Unexpected();
        }
    }

    /// <summary>Passes one value of any kind, nested as deep as it is.</summary>
    public void SkipValue()
    {
        var depth = 0;
        do
        {
            SkipSpaces();
            switch (Next)
            {
                case (byte)'(':
                    depth++;
                    _at++;
                    break;
                case (byte)')' when depth > 0:
                    depth--;
                    _at++;
                    break;
                case (byte)'"':
                    _ = ReadQuoted();
                    break;
                case (byte)'{':
                    _ = ReadLiteral(out _);
                    break;
                case (byte)'[':
                    _ = ReadSection(out _);
                    break;
                default:
                    if (ReadAtom() is [(byte)'~'] && Next == '{')
                    {
                        _at--;
                        _ = ReadLiteral(out _);
                    }

                    break;
            }
        }
        while (depth > 0);
    }

    public readonly ImapException Unexpected() => new(MailFault.Protocol, "the server sent an answer that is not IMAP");

    private long ReadDigits()
    {
        long value = 0;
        var first = _at;
        while (Next is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (_line[_at++] - '0');
            if (_at - first > 18)
            {
                throw Unexpected();
            }
        }

        return _at > first ? value : throw Unexpected();
    }

    private byte[]? ReadLiteral(out long length)
    {
        if (_literal >= _literals.Count || _literals[_literal].Position != _at)
        {
            throw Unexpected();
        }

        var literal = _literals[_literal++];
        _at += _line[_at..].IndexOf((byte)'}') + 1;
        length = literal.Length;
        return literal.Bytes;
    }

    private byte[] ReadQuoted()
    {
        _at++;
        var rest = _line[_at..];
        var plain = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (plain >= 0 && rest[plain] == '"')
        {
            _at += plain + 1;
            return rest[..plain].ToArray();
        }

        var text = new List<byte>();
        while (!AtEnd)
        {
            var one = _line[_at++];
            if (one == '"')
            {
                return [.. text];
            }

            text.Add(one == '\\' && !AtEnd ? _line[_at++] : one);
        }

        throw Unexpected();
    }
}
