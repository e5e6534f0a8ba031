namespace Ingestion.Mail.Imap;

/// <summary>How a command ended (RFC 9051 §7.1).</summary>
public enum ImapReplyStatus
{
    Ok,
    No,
    Bad,
}
