using System.Buffers;
using System.Buffers.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Base64 as mail has it (RFC 2045 §6.8): in lines, sometimes with foreign characters, sometimes without padding.</summary>
internal static class Base64Lines
{
    private static ReadOnlySpan<sbyte> Values => [
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 62, -1, -1, -1, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -2, -1, -1,
        -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
        -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1];

    /// <summary>Decodes what is there; the target needs three quarters of the source. Returns the bytes written.</summary>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var status = Base64.DecodeFromUtf8(source, target, out var consumed, out var written);
        return status == OperationStatus.Done && consumed == source.Length ? written : DecodeForgiving(source, target);
    }

    /// <summary>About how many bytes will come out, without decoding.</summary>
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

    private static int DecodeForgiving(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var bits = 0;
        var held = 0;
        var written = 0;
        foreach (var letter in source)
        {
            var value = letter < 128 ? Values[letter] : (sbyte)-1;
            if (value == -2)
            {
                // padding ends a quantum; further text is another base64 text joined to this one
                held = 0;
                bits = 0;
                continue;
            }

            if (value < 0)
            {
                continue;
            }

            bits = (bits << 6) | (byte)value;
            held += 6;
            if (held >= 8)
            {
                held -= 8;
                if (written == target.Length)
                {
                    return written;
                }

                target[written++] = (byte)(bits >> held);
                bits &= (1 << held) - 1;
            }
        }

        return written;
    }
}
