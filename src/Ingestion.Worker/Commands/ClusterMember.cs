namespace Ingestion.Worker.Commands;

/// <summary>A complaint of a cluster as operators see it.</summary>
internal sealed record ClusterMember
{
    public string TrackingNumber { get; init; } = "";

    public string Status { get; init; } = "";

    public string Category { get; init; } = "";

    public string Priority { get; init; } = "";

    public string Language { get; init; } = "";

    public string Channel { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }
}
