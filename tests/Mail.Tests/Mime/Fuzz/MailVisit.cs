using Ingestion.Mail.Facts;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Replies;
using Ingestion.Mail.Reports;

namespace Mail.Tests.Mime.Fuzz;

/// <summary>Asks a message for all that it offers, as its users do, and decodes every attachment. Throws where something could not be stored.</summary>
internal static class MailVisit
{
    private const int MostDecoded = 16 * 1024 * 1024;

    public static MimeMessage Visit(ReadOnlyMemory<byte> raw)
    {
        var mail = MimeMessage.Parse(raw);
        Text(mail.Text);
        Text(mail.Subject);
        Text(mail.MessageId);
        Text(mail.ReturnPath);
        Text(ReplyText.Split(mail.Text).Own);
        _ = mail.TextOrigin;
        Text(MailReport.Of(mail)?.OriginalMessageId);
        _ = MailFacts.Of(mail, ["mx.example.org"]);
        _ = CalendarFacts.Of(mail);
        _ = mail.InReplyTo;
        _ = mail.References;
        foreach (var address in mail.From.Concat(mail.ReplyTo).Concat(mail.To).Concat(mail.Cc))
        {
            Text(address.Name);
            if (!address.IsAnswerable)
            {
                continue;
            }

            Text(address.Address);
            if (MailAddress.Parse(address.Address)?.Address != address.Address)
            {
                throw new InvalidOperationException($"answerable, but read otherwise again: {address.Address}");
            }
        }

        foreach (var header in mail.Headers)
        {
            Text(header.Name);
            if (header.Value.Contains('\n', StringComparison.Ordinal))
            {
                throw new InvalidOperationException("a line end in a header's value");
            }
        }

        foreach (var file in mail.Attachments)
        {
            Attachment(file);
        }

        _ = mail.Problems;
        Part(mail.Root, 0);
        return mail;
    }

    /// <summary>What whoever shows the mail asks for besides.</summary>
    public static void Show(MimeMessage mail) => Text(HtmlBody.Of(mail)?.Markup);

    private static void Attachment(MailAttachment file)
    {
        Text(file.FileName);
        if (file.FileName?.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            throw new InvalidOperationException("a path in a file name");
        }

        _ = file.SniffedType;
        var copy = file.Part.CopyTo(Stream.Null, MostDecoded);
        if (copy.Bytes > MostDecoded || (copy.End == BodyEnd.CutAtLimit && copy.Bytes != MostDecoded))
        {
            throw new InvalidOperationException($"{copy.Bytes} bytes decoded, {copy.End}");
        }
    }

    private static void Part(MimePart part, int depth)
    {
        if (depth > 2 * MimeLimits.Default.MaxDepth)
        {
            throw new InvalidOperationException("deeper than the limit");
        }

        _ = part.ContentId;
        _ = part.Disposition;
        _ = part.Charset;
        foreach (var child in part.Parts)
        {
            Part(child, depth + 1);
        }
    }

    private static void Text(string? text)
    {
        if (text is not null && text.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidOperationException("NUL in a text");
        }
    }
}
