namespace Ingestion.Worker.Clusters;

/// <summary>A message that is to be compared with those of other customers.</summary>
internal sealed record QueuedMessage
{
    public long MessageId { get; init; }

    public long ComplaintId { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Subject { get; init; }

    public string? Body { get; init; }
}
