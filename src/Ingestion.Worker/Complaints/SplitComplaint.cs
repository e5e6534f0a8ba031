namespace Ingestion.Worker.Complaints;

/// <summary>A complaint that is opened for messages of another one.</summary>
internal sealed record SplitComplaint
{
    public required long Id { get; init; }

    /// <summary>Where the messages stand until now.</summary>
    public required long From { get; init; }

    public required TrackingNumber TrackingNumber { get; init; }

    public required string Channel { get; init; }

    public required long? ContactId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset AnswerBy { get; init; }

    /// <summary>When the last of the messages reached its provider, or us.</summary>
    public required DateTimeOffset LastMessageAt { get; init; }

    /// <summary>How many it gets, versions not counted.</summary>
    public required int Messages { get; init; }
}
