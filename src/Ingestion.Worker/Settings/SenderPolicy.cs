namespace Ingestion.Worker.Settings;

/// <summary>What becomes of the answer to a sender who may be another one.</summary>
internal enum SenderPolicy
{
    /// <summary>Held back until an operator or a rule releases it.</summary>
    Hold,

    /// <summary>There is none.</summary>
    Suppress,

    /// <summary>Sent as to everybody.</summary>
    Answer,
}
