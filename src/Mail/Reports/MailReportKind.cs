namespace Ingestion.Mail.Reports;

public enum MailReportKind
{
    /// <summary>Delivery status (RFC 3464): a bounce, a delay, a success.</summary>
    Delivery,

    /// <summary>A receipt (RFC 8098).</summary>
    Disposition,

    /// <summary>A complaint about abuse (RFC 5965).</summary>
    Feedback,
}
