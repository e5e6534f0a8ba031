namespace Ingestion.Mail.Mime;

/// <summary>The encoding of uuencode: lines of up to 63 bytes, each led by its length. Decodes a body in pieces that end with a line.</summary>
internal struct UuEncoded
{
    private bool _inside;
    private bool _ended;
    private bool _short;

    /// <summary>Asked at the end: no first line, no last line, or lines that are too short.</summary>
    public readonly bool IsDamaged => _short || !_ended;

    /// <summary>Decodes the next lines; the target is at least as long as the source. Returns the bytes written.</summary>
    public int Append(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (!source.IsEmpty && !_ended)
        {
            var end = HeaderScanner.LineEnd(source, 0);
            var line = source[..end].TrimEnd("\r\n"u8);
            source = source[end..];
            if (!_inside)
            {
                _inside = line.StartsWith("begin "u8);
            }
            else if (line.SequenceEqual("end"u8))
            {
                _ended = true;
            }
            else if (!line.IsEmpty)
            {
                written += Line(line, target[written..]);
            }
        }

        return written;
    }

    /// <summary>Whether the line has the letters that its length sign promises; spaces at its end may have been lost.</summary>
    public static bool IsLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line.ContainsAnyExceptInRange((byte)0x20, (byte)0x60))
        {
            return false;
        }

        var letters = (Value(line[0]) + 2) / 3 * 4;
        return line.Length - 1 <= letters + 1 && line.Length - 1 >= letters - 3;
    }

    private int Line(ReadOnlySpan<byte> line, Span<byte> target)
    {
        var length = Value(line[0]);
        _short |= (length + 2) / 3 * 4 > line.Length + 2;
        var written = 0;
        for (var i = 1; i < line.Length && length > 0; i += 4)
        {
            var bits = (Value(line[i]) << 18) | (At(line, i + 1) << 12) | (At(line, i + 2) << 6) | At(line, i + 3);
            for (var shift = 16; shift >= 0 && length > 0 && written < target.Length; shift -= 8, length--)
            {
                target[written++] = (byte)(bits >> shift);
            }
        }

        return written;
    }

    private static int At(ReadOnlySpan<byte> line, int index) => index < line.Length ? Value(line[index]) : 0;

    private static int Value(byte letter) => (letter - 0x20) & 0x3F;
}
