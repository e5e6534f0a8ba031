namespace Ingestion.Worker.Polling;

/// <summary>A channel that this worker polls.</summary>
internal sealed record HeldChannel
{
    public long Fence { get; init; }

    public string? Cursor { get; init; }
}
