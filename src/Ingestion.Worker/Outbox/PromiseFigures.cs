namespace Ingestion.Worker.Outbox;

/// <summary>How acknowledgements of one sending channel and language fared.</summary>
internal sealed record PromiseFigures
{
    public required string Channel { get; init; }

    public required string Language { get; init; }

    public required long Planned { get; init; }

    /// <summary>Left before their due time.</summary>
    public required long InTime { get; init; }

    public required long Late { get; init; }

    public required long Waiting { get; init; }

    /// <summary>Did not leave for certain: refused, failed, undelivered or of uncertain fate.</summary>
    public required long NotSent { get; init; }

    /// <summary>Wait for somebody to look: a machine is suspected, or a budget is used up.</summary>
    public required long Held { get; init; }

    public required long Suppressed { get; init; }

    public required long Breached { get; init; }

    /// <summary>From our accepting the message to its acknowledgement's leaving: exact below 2 minutes, then to the minute, from 2 hours on to the hour.</summary>
    public required TimeSpan? Median { get; init; }

    /// <inheritdoc cref="Median"/>
    public required TimeSpan? P95 { get; init; }

    /// <inheritdoc cref="Median"/>
    public required TimeSpan? P99 { get; init; }
}
