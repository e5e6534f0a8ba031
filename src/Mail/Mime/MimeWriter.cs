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

    private static readonly HashSet<string> Own = new(
        ["Date", "From", "To", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Cc", "Bcc", "Sender"],
        StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">The Message-ID, an address or a header's name cannot be written, or an address would be read as another one.</exception>
    public static byte[] Write(OutgoingMail mail)
    {
        if (!MessageIds.IsValid(mail.MessageId))
        {
            throw new ArgumentException("The Message-ID is not a valid id.", nameof(mail));
        }

        var output = new ArrayBufferWriter<byte>(4_096);
        WriteHeaders(mail, output);
        if (mail.Attachments.Count == 0)
        {
            WriteBody(output, mail);
        }
        else
        {
            WriteMixed(output, mail);
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
            if (Own.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"The header {name} is the writer's own.", nameof(mail));
            }

            HeaderWriter.Write(output, name, HeaderWriter.Words(value));
        }

        if (mail.Language is { Length: > 0 and <= 35 } language && language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            HeaderWriter.Write(output, "Content-Language", [language]);
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

    private static void WriteMixed(ArrayBufferWriter<byte> output, OutgoingMail mail)
    {
        var boundary = Boundary(mail, "mixed");
        Append(output, $"Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n");
        WriteBody(output, mail);
        foreach (var attachment in mail.Attachments)
        {
            Append(output, $"\r\n--{boundary}\r\n");
            AttachmentWriter.Write(output, attachment);
        }

        Append(output, $"\r\n--{boundary}--\r\n");
    }

    private static void WriteBody(ArrayBufferWriter<byte> output, OutgoingMail mail)
    {
        if (mail.Html is null)
        {
            WriteText(output, "plain", mail.Text);
            return;
        }

        var boundary = Boundary(mail, "alternative");
        Append(output, $"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n");
        Append(output, $"--{boundary}\r\n");
        WriteText(output, "plain", mail.Text);

        // the line end before a boundary is part of the boundary, so the text's own last one needs another
        Append(output, $"\r\n--{boundary}\r\n");
        WriteText(output, "html", mail.Html);
        Append(output, $"\r\n--{boundary}--\r\n");
    }

    // "=_" never stands in quoted-printable or base64 text, so no part can hold the boundary
    private static string Boundary(OutgoingMail mail, string kind) =>
        $"=_{kind[0]}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)).AsSpan(0, 15))}";

    private static void WriteText(ArrayBufferWriter<byte> output, string subtype, string text)
    {
        var body = Encoding.UTF8.GetBytes(OutgoingText.Body(text));
        var quoted = QuotedPrintableWriter.IsShorter(body);
        Append(output, $"Content-Type: text/{subtype}; charset=utf-8\r\n");
        Append(output, $"Content-Transfer-Encoding: {(quoted ? "quoted-printable" : "base64")}\r\n\r\n");
        if (quoted)
        {
            QuotedPrintableWriter.Write(output, body);
        }
        else
        {
            // the canonical form of text has CRLF (RFC 2045 §6.8)
            AttachmentWriter.WriteBase64(output, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\n", "\r\n", StringComparison.Ordinal)));
        }
    }

    private static void Append(ArrayBufferWriter<byte> output, string text) =>
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
