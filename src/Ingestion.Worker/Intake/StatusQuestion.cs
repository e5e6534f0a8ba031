using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Intake;

/// <summary>A customer asks how far a matter is.</summary>
/// <param name="Complaint">The complaint that answers.</param>
/// <param name="TrackingNumber">The number that the customer knows, twelve digits.</param>
/// <param name="Language">The language of the answer.</param>
internal sealed record StatusQuestion(KnownComplaint Complaint, string TrackingNumber, string Language);
