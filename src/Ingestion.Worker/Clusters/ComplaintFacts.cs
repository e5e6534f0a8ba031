namespace Ingestion.Worker.Clusters;

/// <summary>What comparing needs to know of a complaint.</summary>
internal sealed record ComplaintFacts
{
    public long Id { get; init; }

    public long? ContactId { get; init; }

    public long? LinkedTo { get; init; }

    public string Category { get; init; } = "";

    public long? ClusterId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>Whose it is: complaints of nobody known are each somebody else's.</summary>
    public string Person => OwnComplaints.Person(LinkedTo ?? ContactId ?? -Id);
}
