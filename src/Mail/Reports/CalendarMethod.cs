namespace Ingestion.Mail.Reports;

/// <summary>What a calendar part wants (RFC 5546 §1.4).</summary>
public enum CalendarMethod
{
    /// <summary>None, or another word.</summary>
    Other,

    /// <summary>Tells of an event; wants no answer.</summary>
    Publish,

    /// <summary>Invites or changes.</summary>
    Request,

    /// <summary>An invited person answers.</summary>
    Reply,
    Add,
    Cancel,
    Refresh,
    Counter,
    DeclineCounter,
}
