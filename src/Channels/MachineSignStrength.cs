namespace Ingestion.Channels;

public enum MachineSignStrength
{
    /// <summary>Means something only beside another sign.</summary>
    Hint,

    /// <summary>Enough to hold an answer back until somebody has looked; the message is recorded as a complaint.</summary>
    Doubt,

    /// <summary>To be recorded as a complaint, but never answered automatically (lists, bulk, no-reply senders).</summary>
    NoAnswer,

    /// <summary>A report of a machine and no complaint: delivery reports, receipts, absence notes, calendar answers.</summary>
    MachineReport,
}
