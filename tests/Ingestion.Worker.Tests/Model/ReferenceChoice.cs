namespace Ingestion.Worker.Tests.Model;

/// <summary>What may become of a message.</summary>
/// <param name="Outcome">The ledger's word.</param>
/// <param name="Complaint">Where it stands then; null for a complaint of its own.</param>
internal sealed record ReferenceChoice(string Outcome, ReferenceComplaint? Complaint)
{
    public static ReferenceChoice Opening { get; } = new("complaint", null);
}
