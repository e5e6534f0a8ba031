using Ingestion.Classifier;

namespace Ingestion.Worker.Complaints;

/// <summary>A complaint about to be opened.</summary>
internal sealed record Complaint
{
    public required long Id { get; init; }

    public required TrackingNumber TrackingNumber { get; init; }

    public required string Channel { get; init; }

    public required long? ContactId { get; init; }

    public required Classification Classification { get; init; }

    /// <summary>Its kind in the pool: complaint, suggestion, praise or question.</summary>
    public required MessageKind Kind { get; init; }

    public required bool NeedsReview { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the message reached the provider, or us where the provider does not say.</summary>
    public required DateTimeOffset LastMessageAt { get; init; }

    public required DateTimeOffset AnswerBy { get; init; }
}
