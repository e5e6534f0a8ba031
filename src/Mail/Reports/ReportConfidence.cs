namespace Ingestion.Mail.Reports;

/// <summary>How a report was recognised.</summary>
public enum ReportConfidence
{
    /// <summary>It has the part that the standard asks for.</summary>
    Standard,

    /// <summary>Its words are those of a known mail system, and its sender is a mail system's.</summary>
    Guessed,
}
