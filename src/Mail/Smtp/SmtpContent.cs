namespace Ingestion.Mail.Smtp;

/// <summary>A message as DATA wants it (RFC 5321 §4.5.2): every line ends in CRLF, a dot at its start is doubled.</summary>
internal static class SmtpContent
{
    /// <summary>The last line: not part of <see cref="Stuff"/>, because sending it is the point of no return.</summary>
    public static readonly byte[] End = ".\r\n"u8.ToArray();

    /// <summary>
    /// Lone CR and LF become CRLF: a server that ends lines at them would see other lines than the next one (SMTP smuggling).
    /// </summary>
    public static byte[] Stuff(ReadOnlySpan<byte> message)
    {
        var wire = new byte[message.Length + 2 + Growth(message)];
        var to = 0;
        var lineStart = true;
        for (var i = 0; i < message.Length; i++)
        {
            var one = message[i];
            if (one is (byte)'\r' or (byte)'\n')
            {
                i += one == '\r' && i + 1 < message.Length && message[i + 1] == '\n' ? 1 : 0;
                wire[to++] = (byte)'\r';
                wire[to++] = (byte)'\n';
                lineStart = true;
                continue;
            }

            if (lineStart && one == '.')
            {
                wire[to++] = (byte)'.';
            }

            wire[to++] = one;
            lineStart = false;
        }

        if (!lineStart)
        {
            wire[to++] = (byte)'\r';
            wire[to++] = (byte)'\n';
        }

        return wire[..to];
    }

    public static bool HasEightBit(ReadOnlySpan<byte> message) => !System.Text.Ascii.IsValid(message);

    /// <summary>Whether the header section, not the body, holds bytes beyond ASCII.</summary>
    public static bool HasEightBitHeader(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        return HasEightBit(end < 0 ? message : message[..end]);
    }

    private static int Growth(ReadOnlySpan<byte> message)
    {
        var growth = 0;
        for (var i = 0; i < message.Length; i++)
        {
            growth += message[i] is (byte)'.' or (byte)'\r' or (byte)'\n' ? 1 : 0;
        }

        return growth;
    }
}
