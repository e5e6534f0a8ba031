namespace Ingestion.Worker.Complaints;

/// <summary>A complaint that a message may belong to.</summary>
internal sealed record KnownComplaint
{
    public long Id { get; init; }

    public string TrackingNumber { get; init; } = "";

    public long? ContactId { get; init; }

    public string Status { get; init; } = "";

    public string Priority { get; init; } = "";

    /// <summary>Grows with every change; the next event carries it plus one.</summary>
    public int Version { get; init; }
}
