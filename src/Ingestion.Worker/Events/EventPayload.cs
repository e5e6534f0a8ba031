namespace Ingestion.Worker.Events;

/// <summary>What an event says beside complaint, version and type. What does not apply is left out.</summary>
internal sealed record EventPayload
{
    public long? MessageId { get; init; }

    public string? Channel { get; init; }

    public string? Kind { get; init; }

    public string? Category { get; init; }

    public string? Priority { get; init; }

    public string? Language { get; init; }

    public bool? NeedsReview { get; init; }

    /// <summary>Another complaint that this one was linked to, not yet confirmed.</summary>
    public long? LinkedComplaintId { get; init; }

    /// <summary>The contacts that were linked, or are not any more.</summary>
    public IReadOnlyList<long>? ContactIds { get; init; }

    /// <summary>The message that came first, of which this is a version.</summary>
    public long? RevisedMessageId { get; init; }

    /// <summary><c>edited</c> or <c>withdrawn</c>.</summary>
    public string? Revision { get; init; }

    /// <summary>False for a version that came after one written later.</summary>
    public bool? IsCurrent { get; init; }

    public IReadOnlyList<long>? MessageIds { get; init; }

    public string? Reason { get; init; }

    /// <summary>Why the complaint's acknowledgement waits for an operator or a rule; left out where it does not.</summary>
    public string? AcknowledgementHeldBy { get; init; }
}
