namespace Ingestion.Worker.Inbox;

/// <summary>What became of an accepted message; each has exactly one. Stored as text, by <see cref="Outcomes"/>.</summary>
internal enum Outcome
{
    /// <summary>It opened a complaint.</summary>
    Complaint,

    /// <summary>It continues a complaint.</summary>
    FollowUp,

    /// <summary>The same customer comes back about the same matter in a new conversation.</summary>
    RepeatContact,

    /// <summary>The same message had come before, on this path or another.</summary>
    Duplicate,

    /// <summary>The customer edited or deleted a message that had come before.</summary>
    Revision,

    /// <summary>The customer said whether automatic messages are welcome, or asked how far a matter is, and nothing else.</summary>
    Command,

    /// <summary>A machine's report: recorded, never answered.</summary>
    MachineMail,

    /// <summary>Set aside for an operator: forged, looping, over a limit, or it failed at every try.</summary>
    Quarantined,
}
