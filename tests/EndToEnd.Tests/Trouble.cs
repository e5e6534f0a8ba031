namespace EndToEnd.Tests;

/// <summary>What a submission server does in place of taking mail.</summary>
public enum Trouble
{
    /// <summary>Nobody listens: the connection is refused.</summary>
    Down,

    /// <summary>Takes the connection and never says a word.</summary>
    Stalling,

    /// <summary>450 to every recipient.</summary>
    PuttingOff,

    /// <summary>554 5.7.1 to every recipient: it takes us for somebody who may not send.</summary>
    Denying,

    /// <summary>550 5.1.1 to every recipient.</summary>
    RefusingRecipients,

    /// <summary>Takes the whole mail and drops the connection before its answer.</summary>
    LosingReplies,
}
