namespace Ingestion.Mail.Mime;

/// <summary>The encoding of uuencode: lines of up to 45 bytes, each led by its length.</summary>
internal static class UuEncoded
{
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        var inside = false;
        while (!source.IsEmpty)
        {
            var end = HeaderScanner.LineEnd(source, 0);
            var line = source[..end].TrimEnd("\r\n"u8);
            source = source[end..];
            if (!inside)
            {
                inside = line.StartsWith("begin "u8);
                continue;
            }

            if (line.IsEmpty || line.SequenceEqual("end"u8))
            {
                break;
            }

            var length = Value(line[0]);
            for (var i = 1; i < line.Length && length > 0; i += 4)
            {
                var bits = (Value(line[i]) << 18) | (At(line, i + 1) << 12) | (At(line, i + 2) << 6) | At(line, i + 3);
                for (var shift = 16; shift >= 0 && length > 0 && written < target.Length; shift -= 8, length--)
                {
                    target[written++] = (byte)(bits >> shift);
                }
            }
        }

        return written;
    }

    private static int At(ReadOnlySpan<byte> line, int index) => index < line.Length ? Value(line[index]) : 0;

    private static int Value(byte letter) => (letter - 0x20) & 0x3F;
}
