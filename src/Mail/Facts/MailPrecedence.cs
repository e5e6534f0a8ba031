namespace Ingestion.Mail.Facts;

/// <summary>The old field Precedence, never standardised.</summary>
public enum MailPrecedence
{
    /// <summary>Another word.</summary>
    Other,
    Bulk,
    Junk,
    List,
    AutoReply,
    FirstClass,
    SpecialDelivery,
}
