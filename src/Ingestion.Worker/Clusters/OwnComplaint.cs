namespace Ingestion.Worker.Clusters;

/// <summary>A complaint of a customer, before its messages are loaded.</summary>
internal sealed record OwnComplaint
{
    public long Id { get; init; }

    public long? ContactId { get; init; }

    public string Category { get; init; } = "";

    public DateTimeOffset LastMessageAt { get; init; }
}
