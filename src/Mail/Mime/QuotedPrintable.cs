namespace Ingestion.Mail.Mime;

/// <summary>Quoted-printable (RFC 2045 §6.7) and its form in headers (RFC 2047 §4.2). A stray equals sign stands for itself.</summary>
internal static class QuotedPrintable
{
    /// <summary>
    /// Decodes a body or a piece of one; the target is at least as long as the source. Returns the bytes written; <paramref name="stray"/>
    /// becomes true where an equals sign stood for itself.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target, ref bool stray)
    {
        var written = 0;
        while (!source.IsEmpty)
        {
            var plain = source.IndexOf((byte)'=');
            if (plain < 0)
            {
                plain = source.Length;
            }

            source[..plain].CopyTo(target[written..]);
            written += plain;
            source = source[plain..];
            if (source.IsEmpty)
            {
                break;
            }

            if (source.Length > 2 && Hex(source[1]) is >= 0 and var high && Hex(source[2]) is >= 0 and var low)
            {
                target[written++] = (byte)((high << 4) | low);
                source = source[3..];
                continue;
            }

            var after = 1;
            while (after < source.Length && source[after] is (byte)' ' or (byte)'\t')
            {
                after++;
            }

            if (after == source.Length)
            {
                break;
            }

            if (source[after] == '\n' || (source[after] == '\r' && after + 1 < source.Length && source[after + 1] == '\n'))
            {
                // a soft line break, white space after the sign forgiven
                source = source[(after + (source[after] == '\n' ? 1 : 2))..];
                continue;
            }

            stray = true;
            source[..after].CopyTo(target[written..]);
            written += after;
            source = source[after..];
        }

        return written;
    }

    /// <summary>How much of a body to decode at once: at most so much, and never half of an escape.</summary>
    public static int Piece(ReadOnlySpan<byte> body, int atMost)
    {
        if (body.Length <= atMost)
        {
            return body.Length;
        }

        var piece = body[..atMost];
        var line = piece.LastIndexOf((byte)'\n') + 1;
        if (line > 0)
        {
            return line;
        }

        var sign = piece.LastIndexOf((byte)'=');
        return sign > 0 && (sign >= atMost - 2 || piece[(sign + 1)..].IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0) ? sign : atMost;
    }

    /// <summary>Decodes the text of an encoded word, where an underscore is a space.</summary>
    public static int DecodeWord(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '=' && i + 2 < source.Length && Hex(source[i + 1]) is >= 0 and var high && Hex(source[i + 2]) is >= 0 and var low)
            {
                target[written++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                target[written++] = source[i] == '_' ? (byte)' ' : source[i];
            }
        }

        return written;
    }

    /// <summary>About how many bytes will come out, without decoding.</summary>
    public static long EstimateDecodedLength(ReadOnlySpan<byte> source) => source.Length - (2L * source.Count((byte)'='));

    public static int Hex(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => -1,
    };
}
