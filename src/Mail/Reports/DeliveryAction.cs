namespace Ingestion.Mail.Reports;

/// <summary>What became of a mail for one recipient (RFC 3464 §2.3.3).</summary>
public enum DeliveryAction
{
    /// <summary>Another word, or none.</summary>
    Other,
    Failed,

    /// <summary>Not yet delivered; still being tried.</summary>
    Delayed,
    Delivered,

    /// <summary>Handed on to a system that will not report.</summary>
    Relayed,

    /// <summary>Delivered to a list of others.</summary>
    Expanded,
}
