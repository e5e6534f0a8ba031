using System.Buffers.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Base64 as mail has it (RFC 2045 §6.8): in lines, sometimes with foreign characters, sometimes without padding. Keeps what is left of a
/// quantum, so that a body can be decoded in pieces cut anywhere.
/// </summary>
internal struct Base64Lines
{
    private int _bits;
    private int _held;
    private bool _foreign;

    private static ReadOnlySpan<sbyte> Values => [
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -3, -3, -1, -1, -3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -3, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, -1, -1, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -2, -1, -1,
        -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
        -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1];

    /// <summary>
    /// Whether what was decoded had foreign characters, or (asked at the end) ends inside a byte. Where padding was only left out, the bits
    /// that are left over are zeros.
    /// </summary>
    public readonly bool IsDamaged => _foreign || _held == 6 || (_held != 0 && _bits != 0);

    /// <summary>Decodes what is there; the target needs three quarters of the source. Returns the bytes written.</summary>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var decoder = default(Base64Lines);
        return decoder.Append(source, target);
    }

    /// <summary>About how many bytes will come out, without decoding; never fewer than do.</summary>
    public static long EstimateDecodedLength(ReadOnlySpan<byte> source)
    {
        source = source.TrimEnd("\r\n \t"u8);
        long letters = source.Length - source.Count((byte)'\r') - source.Count((byte)'\n');
        var padding = source.EndsWith("=="u8) ? 2 : source.EndsWith("="u8) ? 1 : 0;
        return Math.Max(0, (letters - padding) * 3 / 4);
    }

    /// <summary>
    /// Whether a text without padding stops inside a quantum, so that its last letter holds bits of a byte that is not complete; a text
    /// whose padding was only left out has zeros there.
    /// </summary>
    public static bool IsCut(ReadOnlySpan<char> text, int length)
    {
        var unused = (length % 4) switch { 2 => 0x0F, 3 => 0x03, _ => 0 };
        return length % 4 == 1 || (unused != 0 && !text.IsEmpty && text[^1] < 128 && (Values[text[^1]] & unused) != 0);
    }

    /// <summary>Decodes the next piece; the target needs three quarters of it and three bytes more. Returns the bytes written.</summary>
    public int Append(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (!source.IsEmpty)
        {
            // a line at a time: the vectorised decoder stops at each line end
            var end = source.IndexOf((byte)'\n');
            var line = end < 0 ? source : source[..end];
            source = end < 0 ? default : source[(end + 1)..];
            if (_held == 0)
            {
                if (!line.IsEmpty && line[^1] == '\r')
                {
                    line = line[..^1];
                }

                Base64.DecodeFromUtf8(line[..(line.Length & ~3)], target[written..], out var consumed, out var decoded, isFinalBlock: false);
                if (decoded * 4 == consumed * 3)
                {
                    // else it skipped white space, which it counts in a way of its own
                    written += decoded;
                    line = line[consumed..];
                }
            }

            written += AppendForgiving(line, target[written..]);
        }

        return written;
    }

    private int AppendForgiving(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        foreach (var letter in source)
        {
            var value = letter < 128 ? Values[letter] : (sbyte)-1;
            if (value < 0)
            {
                if (value == -2)
                {
                    // padding ends a quantum; further text is another base64 text joined to this one
                    _held = 0;
                    _bits = 0;
                }

                _foreign |= value == -1;
                continue;
            }

            _bits = (_bits << 6) | (byte)value;
            _held += 6;
            if (_held >= 8)
            {
                _held -= 8;
                if (written == target.Length)
                {
                    return written;
                }

                target[written++] = (byte)(_bits >> _held);
                _bits &= (1 << _held) - 1;
            }
        }

        return written;
    }
}
