namespace Ingestion.Worker.Demo;

/// <summary>What became of a sample.</summary>
internal sealed record DemoResult
{
    public long MessageId { get; init; }

    public string? Outcome { get; init; }

    public string? Reasons { get; init; }

    public int Offers { get; init; }

    public string? TrackingNumber { get; init; }

    public string? Kind { get; init; }

    public string? Category { get; init; }

    public string? Priority { get; init; }

    public string? Language { get; init; }

    public bool NeedsReview { get; init; }

    /// <summary>The acknowledgement's state, when this message has one.</summary>
    public string? Acknowledgement { get; init; }

    /// <summary>What the provider called the acknowledgement.</summary>
    public string? ProviderId { get; init; }

    /// <summary>How far it came, by the provider's report.</summary>
    public string? Delivery { get; init; }

    public string? StableId { get; init; }

    /// <summary>The channel that carried it.</summary>
    public string? Through { get; init; }
}
