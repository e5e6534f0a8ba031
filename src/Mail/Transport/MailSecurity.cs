namespace Ingestion.Mail.Transport;

/// <summary>How a connection to a mail server is protected. There is no "when offered": a silent fall-back would send the password in clear.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (RFC 8314): IMAP 993, submission 465.</summary>
    Tls,

    /// <summary>STARTTLS, required: IMAP 143, submission 587. A server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>No protection: the password and all mail travel readable. Only for the same machine or an own network.</summary>
    None,
}
