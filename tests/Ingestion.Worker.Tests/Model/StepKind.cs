namespace Ingestion.Worker.Tests.Model;

/// <summary>What can happen to a pool, as far as the model goes.</summary>
internal enum StepKind
{
    /// <summary>A customer writes of a new matter: a mail, or an SMS from a telephone.</summary>
    Arrive,

    /// <summary>A line in a provider's chat, with or without a known sender.</summary>
    ChatLine,

    /// <summary>An earlier message is delivered again, under its own key.</summary>
    Redeliver,

    /// <summary>The same content comes on another path, under another key.</summary>
    Copy,

    /// <summary>Somebody answers an earlier mail: in its thread, to our signed Message-ID, or by its number.</summary>
    Reply,

    /// <summary>Somebody passes an earlier mail on to us.</summary>
    Forward,

    /// <summary>A customer changes or deletes a line of a chat.</summary>
    Edit,

    /// <summary>A machine reports on one of our answers.</summary>
    MachineReport,

    /// <summary>An operator takes two contacts for one person.</summary>
    LinkContacts,

    /// <summary>An operator takes that back.</summary>
    UnlinkContacts,

    /// <summary>An operator says how far a complaint is.</summary>
    SetStatus,

    /// <summary>An operator puts a complaint into another.</summary>
    Merge,

    /// <summary>An operator takes a merge back.</summary>
    TakeApart,

    /// <summary>An operator takes messages out of a complaint.</summary>
    Split,

    /// <summary>An operator says that two complaints belong together.</summary>
    LinkComplaints,

    /// <summary>An operator takes that back.</summary>
    UnlinkComplaints,
}
