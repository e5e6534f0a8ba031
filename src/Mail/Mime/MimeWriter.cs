using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Writes mail (RFC 5322, 2045–2049): UTF-8 in quoted-printable or base64, whichever is shorter, encoded words in headers, lines of at
/// most 76 octets ended by CRLF. The same mail gives the same bytes.
/// </summary>
public static class MimeWriter
{
    private const int KeptReferences = 20;

    /// <exception cref="ArgumentException">The Message-ID, an address or a header's name cannot be written.</exception>
    public static byte[] Write(OutgoingMail mail)
    {
        if (!MessageIds.IsValid(mail.MessageId))
        {
            throw new ArgumentException("The Message-ID is not a valid id.", nameof(mail));
        }

        var output = new ArrayBufferWriter<byte>(4_096);
        WriteHeaders(mail, output);
        if (mail.Html is null)
        {
            WriteText(output, "plain", mail.Text);
        }
        else
        {
            WriteAlternative(output, mail);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteHeaders(OutgoingMail mail, ArrayBufferWriter<byte> output)
    {
        HeaderWriter.Write(output, "Date", [MailDate.Format(mail.Date)]);
        HeaderWriter.Write(output, "From", HeaderWriter.Words(mail.From));
        HeaderWriter.Write(output, "To", HeaderWriter.Words(mail.To));
        if (mail.ReplyTo is { } replyTo)
        {
            HeaderWriter.Write(output, "Reply-To", HeaderWriter.Words(replyTo));
        }

        HeaderWriter.Write(output, "Subject", HeaderWriter.Words(mail.Subject));
        HeaderWriter.Write(output, "Message-ID", [mail.MessageId]);
        if (mail.InReplyTo is { } answered && MessageIds.IsValid(answered))
        {
            HeaderWriter.Write(output, "In-Reply-To", [answered]);
        }

        if (Kept(mail.References) is { Count: > 0 } references)
        {
            HeaderWriter.Write(output, "References", references);
        }

        foreach (var (name, value) in mail.Headers)
        {
            HeaderWriter.Write(output, name, HeaderWriter.Words(value));
        }

        if (mail.Language is { } language)
        {
            HeaderWriter.Write(output, "Content-Language", HeaderWriter.Words(language));
        }

        HeaderWriter.Write(output, "MIME-Version", ["1.0"]);
    }

    private static List<string> Kept(IReadOnlyList<string> references)
    {
        var valid = references.Where(id => MessageIds.IsValid(id)).Distinct(StringComparer.Ordinal).ToList();
        if (valid.Count > KeptReferences + 1)
        {
            // the first one names the thread, the last ones place the answer in it
            valid.RemoveRange(1, valid.Count - KeptReferences - 1);
        }

        return valid;
    }

    private static void WriteAlternative(ArrayBufferWriter<byte> output, OutgoingMail mail)
    {
        // "=_" never stands in quoted-printable or base64 text, so no part can hold the boundary
        var boundary = $"=_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)).AsSpan(0, 15))}";
        Append(output, $"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n");
        Append(output, $"--{boundary}\r\n");
        WriteText(output, "plain", mail.Text);

        // the line end before a boundary is part of the boundary, so the text's own last one needs another
        Append(output, $"\r\n--{boundary}\r\n");
        WriteText(output, "html", mail.Html!);
        Append(output, $"\r\n--{boundary}--\r\n");
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string subtype, string text)
    {
        var body = Encoding.UTF8.GetBytes(WithLineFeeds(text));
        var quoted = QuotedPrintableWriter.IsShorter(body);
        Append(output, $"Content-Type: text/{subtype}; charset=utf-8\r\n");
        Append(output, $"Content-Transfer-Encoding: {(quoted ? "quoted-printable" : "base64")}\r\n\r\n");
        if (quoted)
        {
            QuotedPrintableWriter.Write(output, body);
        }
        else
        {
            WriteBase64(output, body);
        }
    }

    // the canonical form of text has CRLF (RFC 2045 §6.8)
    private static void WriteBase64(ArrayBufferWriter<byte> output, byte[] body)
    {
        var canonical = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\n", "\r\n", StringComparison.Ordinal));
        for (var at = 0; at < canonical.Length; at += 57)
        {
            Append(output, Convert.ToBase64String(canonical.AsSpan(at, Math.Min(57, canonical.Length - at))));
            output.Write("\r\n"u8);
        }
    }

    private static string WithLineFeeds(string text)
    {
        var lines = PartText.Clean(text);
        return lines.EndsWith('\n') ? lines : lines + "\n";
    }

    private static void Append(ArrayBufferWriter<byte> output, string text) =>
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
