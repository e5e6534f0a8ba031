namespace Ingestion.Worker.Intake.Machines;

/// <summary>What all signs together mean.</summary>
internal enum MachineFinding
{
    /// <summary>Nothing speaks against a person.</summary>
    Person,

    /// <summary>It may be a machine: recorded as a complaint, the answer held back.</summary>
    Doubt,

    /// <summary>Recorded as a complaint, never answered.</summary>
    Machine,

    /// <summary>A machine's report, and no complaint.</summary>
    Report,
}
