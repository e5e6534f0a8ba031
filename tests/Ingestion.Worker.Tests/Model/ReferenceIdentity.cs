namespace Ingestion.Worker.Tests.Model;

/// <summary>A message that its customer can change, and what it says now.</summary>
internal sealed class ReferenceIdentity(ReferenceMessage first)
{
    public ReferenceMessage First => first;

    public string Said { get; set; } = first.Content.Text;

    public bool IsWithdrawn { get; set; } = first.Content.IsWithdrawn;
}
