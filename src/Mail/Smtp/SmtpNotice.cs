namespace Ingestion.Mail.Smtp;

/// <summary>Which delivery reports are asked for where the server offers DSN (RFC 3461).</summary>
public enum SmtpNotice
{
    /// <summary>Nothing is said: the servers on the way decide.</summary>
    Unsaid,

    /// <summary>None at all, as with the null sender.</summary>
    Never,

    /// <summary>Only of failures, with the headers instead of the whole message.</summary>
    Failure,
}
