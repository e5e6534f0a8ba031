using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ingestion.Mail.Mime;

namespace Mail.Tests.Mime.Readers;

/// <summary>Our reading of a mail as the line of JSON that the programs in <c>ops/readers</c> write about the same mail.</summary>
internal static class MailReading
{
    private const int MostAttachmentBytes = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one line for each file of a folder, in the order of their names.</summary>
    public static void WriteAll(string folder, string target)
    {
        using var lines = new StreamWriter(target);
        foreach (var path in Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal))
        {
            lines.Write(Line(Path.GetFileName(path), File.ReadAllBytes(path)));
            lines.Write('\n');
        }
    }

    private static string Line(string file, byte[] raw)
    {
        var mail = MimeMessage.Parse(raw);
        return JsonSerializer.Serialize(
            new
            {
                file,
                subject = mail.Subject,
                from = Addresses(mail.From),
                answerable = mail.From.Where(one => one.IsAnswerable).Select(one => one.Address),
                to = Addresses(mail.To),
                cc = Addresses(mail.Cc),
                replyTo = Addresses(mail.ReplyTo),
                sender = Addresses(mail.Sender is { } sender ? [sender] : []),
                messageId = mail.MessageId,
                date = mail.Date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                text = mail.Text,
                origin = mail.TextOrigin.ToString(),
                attachments = mail.Attachments.Select(Attachment),
                problems = mail.Problems,
            },
            Plain);
    }

    private static IEnumerable<object> Addresses(IReadOnlyList<MailAddress> addresses) =>
        addresses.Select(one => new { name = one.Name, address = one.Address });

    private static object Attachment(MailAttachment file)
    {
        var content = file.Part.Decode(MostAttachmentBytes, out _).Span;
        return new { name = file.FileName, type = file.MediaType, bytes = content.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) };
    }
}
