namespace Ingestion.Worker.Intake.Machines;

/// <summary>The finding and its reason: a short stable code, empty for a person.</summary>
internal readonly record struct MachineVerdict(MachineFinding Finding, string Reason);
