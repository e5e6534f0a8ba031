using System.Text;

namespace Ingestion.Mail.Smtp;

/// <summary>A message as DATA wants it (RFC 5321 §4.5.2): every line ends in CRLF, a dot at its start is doubled, a lone dot ends it.</summary>
/// <param name="Wire">All of it. Only with its very last byte has the message been handed over.</param>
/// <param name="Size">As RFC 1870 counts: CRLF included, doubled and final dots not.</param>
/// <param name="EightBit">It holds bytes beyond ASCII.</param>
/// <param name="EightBitHeader">The header section does.</param>
internal sealed record SmtpContent(ReadOnlyMemory<byte> Wire, int Size, bool EightBit, bool EightBitHeader)
{
    /// <summary>The end of an empty message.</summary>
    public static readonly byte[] End = ".\r\n"u8.ToArray();

    /// <summary>
    /// Lone CR and LF become CRLF: a server that ends lines at them would see other lines than the next one (SMTP smuggling).
    /// </summary>
    public static SmtpContent Of(ReadOnlySpan<byte> message)
    {
        var wire = new byte[message.Length + Growth(message) + 5];
        var to = 0;
        var dots = 0;
        while (!message.IsEmpty)
        {
            if (message[0] == '.')
            {
                wire[to++] = (byte)'.';
                dots++;
            }

            var end = message.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? message : message[..end];
            line.CopyTo(wire.AsSpan(to));
            to += line.Length;
            wire[to++] = (byte)'\r';
            wire[to++] = (byte)'\n';
            message = end < 0 ? default
                : message[end] == '\r' && end + 1 < message.Length && message[end + 1] == '\n' ? message[(end + 2)..]
                : message[(end + 1)..];
        }

        End.CopyTo(wire, to);
        var eightBit = !Ascii.IsValid(wire.AsSpan(0, to));
        return new(wire.AsMemory(0, to + End.Length), to - dots, eightBit, eightBit && HasEightBitHeader(wire.AsSpan(0, to)));
    }

    private static bool HasEightBitHeader(ReadOnlySpan<byte> wire)
    {
        var end = wire.IndexOf("\r\n\r\n"u8);
        return !Ascii.IsValid(end < 0 ? wire : wire[..end]);
    }

    private static int Growth(ReadOnlySpan<byte> message) =>
        message.Count((byte)'.') + message.Count((byte)'\r') + message.Count((byte)'\n');
}
