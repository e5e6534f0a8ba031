namespace Ingestion.Mail.Facts;

/// <summary>How important the sender calls a mail.</summary>
public enum MailImportance
{
    Low,
    Normal,
    High,
}
