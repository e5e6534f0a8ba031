using System.Buffers;

namespace Ingestion.Mail.Mime;

/// <summary>Writes quoted-printable (RFC 2045 §6.7) that survives careless mail systems: no line begins with a dot or with "From ".</summary>
internal static class QuotedPrintableWriter
{
    private const int LongestLine = 76;

    /// <summary>Whether quoted-printable is shorter than base64 for this text.</summary>
    public static bool IsShorter(ReadOnlySpan<byte> body)
    {
        var escaped = 0;
        foreach (var letter in body)
        {
            escaped += letter is >= 0x80 or (byte)'=' ? 1 : 0;
        }

        return escaped * 6 <= body.Length;
    }

    /// <summary>Writes a body whose lines end in LF.</summary>
    public static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            WriteLine(output, line);
            body = end < 0 ? default : body[(end + 1)..];
        }
    }

    private static void WriteLine(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> line)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            var last = i == line.Length - 1;
            var escape = letter is < 0x20 and not (byte)'\t' or >= 0x7F or (byte)'='
                || (last && letter is (byte)' ' or (byte)'\t')
                || (column == 0 && (letter == '.' || line[i..].StartsWith("From "u8)));
            var width = escape ? 3 : 1;

            // a soft break needs one column, and a character's bytes stay on one line where they fit
            if (column + width + (last ? 0 : 1) > LongestLine || (letter >= 0xC0 && column + 12 >= LongestLine))
            {
                output.Write("=\r\n"u8);
                column = 0;
                escape |= letter == '.' || line[i..].StartsWith("From "u8);
                width = escape ? 3 : 1;
            }

            if (escape)
            {
                var target = output.GetSpan(3);
                target[0] = (byte)'=';
                target[1] = HexLetter(letter >> 4);
                target[2] = HexLetter(letter & 0xF);
                output.Advance(3);
            }
            else
            {
                output.GetSpan(1)[0] = letter;
                output.Advance(1);
            }

            column += width;
        }

        output.Write("\r\n"u8);
    }

    internal static byte HexLetter(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
