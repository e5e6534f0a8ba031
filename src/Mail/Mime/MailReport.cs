namespace Ingestion.Mail.Mime;

/// <summary>A report of a mail system (RFC 6522) about a message that was sent earlier. All of it can be forged.</summary>
public sealed record MailReport
{
    public required MailReportKind Kind { get; init; }

    /// <summary>Per recipient, for delivery reports.</summary>
    public IReadOnlyList<ReportedRecipient> Recipients { get; init; } = [];

    /// <summary>The Message-ID of the message that the report is about, with angle brackets; or null.</summary>
    public string? OriginalMessageId { get; init; }

    internal static MailReport? Read(MimeMessage message, MimeLimits limits)
    {
        var parts = new List<MimePart>();
        Collect(message.Root, parts, 0);
        MailReport? report = null;
        string? original = null;
        var budget = new HeaderBudget(limits);
        foreach (var part in parts)
        {
            var kind = KindOf(part.MediaType);
            if (kind is not null && report is null)
            {
                var groups = FieldGroups(part, limits, budget);
                report = new MailReport { Kind = kind.Value, Recipients = kind == MailReportKind.Delivery ? ReportedRecipient.Read(groups) : [] };
                original ??= groups.Select(group => MessageIds.First(group.Unfolded("Original-Message-ID"))).FirstOrDefault(id => id is not null);
            }
            else if (part.IsMessage && part.Parts is [var inner])
            {
                original ??= MessageIds.First(inner.Headers.Unfolded("Message-ID"));
            }
            else if (part.MediaType is "text/rfc822-headers" or "message/rfc822-headers" or "message/rfc822")
            {
                original ??= FieldGroups(part, limits, budget) is [var headers, ..] ? MessageIds.First(headers.Unfolded("Message-ID")) : null;
            }
        }

        return report is null ? null : report with { OriginalMessageId = original };
    }

    private static MailReportKind? KindOf(string mediaType) => mediaType switch
    {
        "message/delivery-status" or "message/global-delivery-status" => MailReportKind.Delivery,
        "message/disposition-notification" or "message/global-disposition-notification" => MailReportKind.Disposition,
        "message/feedback-report" => MailReportKind.Feedback,
        _ => null,
    };

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
            if (depth < 4)
            {
                Collect(child, into, depth + 1);
            }
        }
    }

    private static List<MimeHeaders> FieldGroups(MimePart part, MimeLimits limits, HeaderBudget budget)
    {
        var text = part.Decode(limits.MaxHeaderBytes, out _);
        var groups = new List<MimeHeaders>();
        var problems = new ProblemList();
        var open = new BoundaryStack();
        var at = 0;
        while (at < text.Length && groups.Count < limits.MaxParts)
        {
            var before = at;
            var headers = HeaderScanner.Read(text, ref at, budget, open, problems);
            if (headers.Count > 0)
            {
                groups.Add(headers);
            }

            if (at == before)
            {
                at = HeaderScanner.LineEnd(text.Span, at);
            }
        }

        return groups;
    }
}
