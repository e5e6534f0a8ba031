namespace Ingestion.Worker.Commands;

/// <summary>A cluster as operators see it.</summary>
internal sealed record ClusterView
{
    public long Id { get; init; }

    /// <summary>Complaints in it.</summary>
    public int Size { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }
}
