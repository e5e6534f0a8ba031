using Ingestion.Mail.Mime;
using Ingestion.Mail.Reports;

namespace Ingestion.Channels.Email.Machines;

/// <summary>What a delivery report tells about a mail of ours. It can be forged: the host believes it when the id that it names is one that we signed.</summary>
internal static class ReportedDelivery
{
    /// <summary>Null for a mail that is no report, for one of a delay, and for one that names no mail.</summary>
    public static DeliveryReceipt? Of(MailUnderTest mail)
    {
        if (mail.Report is not { Kind: MailReportKind.Delivery } report || (report.OriginalMessageId ?? FirstAnswered(mail.Mail)) is not { } id)
        {
            return null;
        }

        if (report.Recipients.FirstOrDefault(recipient => recipient.Kind == DeliveryAction.Failed) is { } failed)
        {
            return new DeliveryReceipt(id, DeliveryState.Failed, Code("bounced", failed.Status));
        }

        return report.Recipients.FirstOrDefault(recipient => recipient.Kind == DeliveryAction.Delivered) is { } delivered
            ? new DeliveryReceipt(id, DeliveryState.Delivered, Code("reported", delivered.Status))
            : null;
    }

    private static string? FirstAnswered(MimeMessage mail) => mail.InReplyTo is [var first, ..] ? first : null;

    // digits and dots alone: the rest of the field is the reporter's text
    private static string Code(string word, string? status)
    {
        var length = status.AsSpan().IndexOfAnyExcept("0123456789.");
        var code = length < 0 ? status ?? "" : status![..length];
        return code.Length is > 0 and <= 12 ? $"{word}-{code}" : word;
    }
}
