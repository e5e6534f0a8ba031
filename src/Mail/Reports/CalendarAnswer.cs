namespace Ingestion.Mail.Reports;

/// <summary>What an invited person answered (RFC 5545 §3.2.12).</summary>
public enum CalendarAnswer
{
    /// <summary>Not yet.</summary>
    NeedsAction,
    Accepted,
    Declined,
    Tentative,
    Delegated,

    /// <summary>Another word.</summary>
    Other,
}
