namespace Ingestion.Channels.Email;

/// <summary>What a subject's first words promise.</summary>
internal enum MachineSubject
{
    None,

    /// <summary>An absence note or another automatic answer.</summary>
    Absence,

    /// <summary>A mail that could not be delivered.</summary>
    Bounce,
}
