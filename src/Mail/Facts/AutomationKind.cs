namespace Ingestion.Mail.Facts;

/// <summary>What a field tells by being there.</summary>
public enum AutomationKind
{
    /// <summary>A mailing list's software.</summary>
    List,

    /// <summary>A mass mailing.</summary>
    Bulk,

    /// <summary>An answer by a machine: an absence note.</summary>
    AutoReply,

    /// <summary>A machine wrote it.</summary>
    Generated,

    /// <summary>A mark against going round in circles.</summary>
    Loop,

    /// <summary>A ticket system, a code host or a campaign tool sent it; may hold a person's words.</summary>
    Vendor,
}
