using System.Text;

namespace Ingestion.Mail.Imap;

/// <summary>One complete response: its line, in which each literal has left its <c>{n}</c>, and the literals. Reused for the next one.</summary>
internal sealed class ImapResponse
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public List<ImapLiteral> Literals { get; } = [];

    public ReadOnlySpan<byte> Line => _bytes.AsSpan(0, _length);

    public bool IsUntagged => Line.StartsWith("* "u8);

    public bool IsContinuation => Line.StartsWith("+"u8);

    public string Text => Encoding.UTF8.GetString(Line);

    public void Clear()
    {
        _length = 0;
        Literals.Clear();
    }

    public void Append(ReadOnlySpan<byte> part)
    {
        if (_length + part.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + part.Length));
        }

        part.CopyTo(_bytes.AsSpan(_length));
        _length += part.Length;
    }

    /// <summary>Takes the line end away.</summary>
    public void TrimEnd()
    {
        while (_length > 0 && _bytes[_length - 1] is (byte)'\r' or (byte)'\n')
        {
            _length--;
        }
    }

    /// <summary>NUL bytes before a response are seen from some servers.</summary>
    public void TrimStart()
    {
        var padding = Line.IndexOfAnyExcept((byte)0);
        if (padding != 0)
        {
            padding = padding < 0 ? _length : padding;
            Line[padding..].CopyTo(_bytes);
            _length -= padding;
        }
    }

    /// <summary>Whether the line ends by announcing a literal. Words for people (OK, NO, BAD, BYE, "+") announce nothing.</summary>
    public bool AnnouncesLiteral(out int position, out long length)
    {
        (position, length) = (0, 0);
        var line = Line;
        if (line.Length < 3 || line[^1] != '}' || !line.StartsWith("* "u8) || IsForPeople(line[2..]))
        {
            return false;
        }

        var open = line.LastIndexOf((byte)'{');
        var digits = open < 0 ? default : line[(open + 1)..^1].TrimEnd((byte)'+');
        if (digits.Length is 0 or > 18 || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            length = (length * 10) + (digit - '0');
        }

        position = open > 0 && line[open - 1] == '~' ? open - 1 : open;
        return Literals.Count == 0 || position > Literals[^1].Position;
    }

    private static bool IsForPeople(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        return Ascii.EqualsIgnoreCase(word, "OK"u8) || Ascii.EqualsIgnoreCase(word, "NO"u8) || Ascii.EqualsIgnoreCase(word, "BAD"u8) ||
            Ascii.EqualsIgnoreCase(word, "BYE"u8) || Ascii.EqualsIgnoreCase(word, "PREAUTH"u8);
    }
}
