using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Reports;

/// <summary>A report of a mail system (RFC 6522) about a message that was sent earlier. All of it can be forged: believe it when <see cref="OriginalMessageId"/> is ours.</summary>
public sealed record MailReport
{
    private const int DeepestLooked = 4;

    // a report has three; a thousand of them cost hundreds of megabytes
    private const int MostParts = 20;

    public required MailReportKind Kind { get; init; }

    public ReportConfidence Confidence { get; init; }

    /// <summary>Per recipient, for delivery reports.</summary>
    public IReadOnlyList<ReportedRecipient> Recipients { get; init; } = [];

    /// <summary>The Message-ID of the message that the report is about, with angle brackets; or null.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>The envelope id that the message was sent with (RFC 3461), or null.</summary>
    public string? OriginalEnvelopeId { get; init; }

    /// <summary>The host that reports, or null.</summary>
    public string? ReportingHost { get; init; }

    /// <summary>When the message came to that host, or null.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>For receipts.</summary>
    public DispositionFacts? Disposition { get; init; }

    /// <summary>For complaints about abuse.</summary>
    public FeedbackFacts? Feedback { get; init; }

    /// <summary>The report that a message is, or null. Mail systems that follow no standard are recognised by their words.</summary>
    public static MailReport? Of(MimeMessage message)
    {
        var parts = new List<MimePart>();
        Collect(message.Root, parts, 0);
        MailReport? report = null;
        string? original = null;
        foreach (var part in parts)
        {
            if (KindOf(part.MediaType) is { } kind)
            {
                if (report is null)
                {
                    var groups = ReportFields.Read(part);
                    report = Read(kind, groups);
                    original ??= groups.Select(group => MessageIds.First(group["Original-Message-ID"])).FirstOrDefault(id => id is not null);
                }
            }
            else
            {
                original ??= ReturnedId(part);
            }
        }

        report ??= BounceText.Read(message);
        return report is null ? null : report with { OriginalMessageId = original ?? report.OriginalMessageId };
    }

    private static MailReport Read(MailReportKind kind, List<ReportFields> groups)
    {
        var first = groups.Count > 0 ? groups[0] : new ReportFields();
        return kind switch
        {
            MailReportKind.Delivery => new MailReport
            {
                Kind = kind,
                Recipients = ReportedRecipient.Read(groups),
                OriginalEnvelopeId = first["Original-Envelope-Id"],
                ReportingHost = ReportedRecipient.AfterType(first["Reporting-MTA"]),
                ArrivedAt = first["Arrival-Date"] is { } date ? MailDate.Parse(date) : null,
            },
            MailReportKind.Disposition => new MailReport { Kind = kind, Disposition = DispositionFacts.Read(first) },
            _ => new MailReport { Kind = kind, Feedback = FeedbackFacts.Read(first), OriginalEnvelopeId = first["Original-Envelope-Id"] },
        };
    }

    private static MailReportKind? KindOf(string mediaType) => mediaType switch
    {
        "message/delivery-status" or "message/global-delivery-status" => MailReportKind.Delivery,
        "message/disposition-notification" or "message/global-disposition-notification" => MailReportKind.Disposition,
        "message/feedback-report" => MailReportKind.Feedback,
        _ => null,
    };

    // the id of the message, or of its header alone, that came back with the report
    private static string? ReturnedId(MimePart part)
    {
        if (part.IsMessage && part.Parts is [var inner])
        {
            return MessageIds.First(inner.Headers.Unfolded("Message-ID"));
        }

        return part.MediaType is "text/rfc822-headers" or "text/rfc822" or "message/rfc822-headers" or "message/global-headers" or "message/rfc822"
            && ReportFields.Read(part) is [var headers, ..]
            ? MessageIds.First(headers["Message-ID"])
            : null;
    }

    // the report's own parts, not those of the message it returns
    private static void Collect(MimePart part, List<MimePart> into, int depth)
    {
        if (!part.IsMultipart)
        {
            into.Add(part);
            return;
        }

        foreach (var child in part.Parts)
        {
            if (depth < DeepestLooked && into.Count < MostParts)
            {
                Collect(child, into, depth + 1);
            }
        }
    }
}
