using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email;

/// <summary>
/// SHA-256 over what the sender wrote: his header fields and the body, without the fields that transport adds, and with line ends and
/// folding made equal, so that one mail read by IMAP and found in a Maildir is one mail.
/// </summary>
internal static class MailFingerprint
{
    private const int Chunk = 16 * 1024;

    private static readonly string[] Significant =
        ["From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References"];

    public static byte[] Of(MimeMessage mail)
    {
        // without an id and a date, two people's "hello" would be one message
        if (!mail.Headers.Contains("Message-ID") && !mail.Headers.Contains("Date"))
        {
            return SHA256.HashData(mail.Raw.Span);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        foreach (var name in Significant)
        {
            foreach (var header in mail.Headers)
            {
                if (header.Is(name))
                {
                    Append(hash, buffer, name, header.RawValue);
                }
            }
        }

        foreach (var header in mail.Headers)
        {
            if (header.RawName.Length is > 8 and <= 100 && Ascii.EqualsIgnoreCase(header.RawName[..8], "Content-"u8))
            {
                Append(hash, buffer, header.Name.ToLowerInvariant(), header.RawValue);
            }
        }

        AppendBody(hash, buffer, mail.Root.RawBody.Span);
        ArrayPool<byte>.Shared.Return(buffer);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, byte[] buffer, string name, ReadOnlySpan<byte> value)
    {
        hash.AppendData(buffer.AsSpan(0, Encoding.Latin1.GetBytes(name, buffer)));
        hash.AppendData(":"u8);
        var length = 0;
        var space = false;
        foreach (var letter in value.Trim(" \t\r\n"u8))
        {
            if (letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                space = true;
                continue;
            }

            if (length + 2 > buffer.Length)
            {
                hash.AppendData(buffer.AsSpan(0, length));
                length = 0;
            }

            if (space)
            {
                buffer[length++] = (byte)' ';
                space = false;
            }

            buffer[length++] = letter;
        }

        hash.AppendData(buffer.AsSpan(0, length));
        hash.AppendData("\n"u8);
    }

    private static void AppendBody(IncrementalHash hash, byte[] buffer, ReadOnlySpan<byte> body)
    {
        body = body.TrimEnd("\r\n"u8);
        hash.AppendData("\n"u8);
        var length = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\r');
            var piece = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            while (!piece.IsEmpty)
            {
                var taken = Math.Min(piece.Length, buffer.Length - length);
                piece[..taken].CopyTo(buffer.AsSpan(length));
                length += taken;
                piece = piece[taken..];
                if (length == buffer.Length)
                {
                    hash.AppendData(buffer);
                    length = 0;
                }
            }
        }

        hash.AppendData(buffer.AsSpan(0, length));
    }
}
