namespace Ingestion.Worker.Tests.Model;

/// <summary>A message that its customer can change: where it stands and what it says now.</summary>
internal sealed class ReferenceIdentity(ReferenceComplaint? complaint, string said, bool isWithdrawn)
{
    public ReferenceComplaint? Complaint => complaint;

    public string Said { get; set; } = said;

    public bool IsWithdrawn { get; set; } = isWithdrawn;
}
