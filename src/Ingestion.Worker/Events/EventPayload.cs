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

    /// <summary>The other complaint that this is about: of a complaint just opened, one that it may belong to.</summary>
    public long? LinkedComplaintId { get; init; }

    /// <summary>What two complaints are to each other.</summary>
    public string? Link { get; init; }

    /// <summary>The one of two complaints that goes on.</summary>
    public long? SuccessorId { get; init; }

    /// <summary>The complaint's new status.</summary>
    public string? Status { get; init; }

    /// <summary>When an end is expected.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>A message to the customer tells the new status; where not, the reason says why.</summary>
    public bool? CustomerInformed { get; init; }

    /// <summary>The contacts that were linked, or are not any more.</summary>
    public IReadOnlyList<long>? ContactIds { get; init; }

    /// <summary>The message that came first, of which this is a version.</summary>
    public long? RevisedMessageId { get; init; }

    /// <summary><c>edited</c> or <c>withdrawn</c>.</summary>
    public string? Revision { get; init; }

    /// <summary>False for a version that came after one written later.</summary>
    public bool? IsCurrent { get; init; }

    /// <summary>Conversations that the customer has begun about the matter.</summary>
    public int? Contacts { get; init; }

    /// <summary>The complaint was closed or old when its customer came back to it.</summary>
    public bool? CameBack { get; init; }

    /// <summary>Complaints alike of many customers.</summary>
    public long? ClusterId { get; init; }

    /// <summary>Complaints in the cluster.</summary>
    public int? ClusterSize { get; init; }

    /// <summary>How many of them came in the last hour.</summary>
    public int? ClusterPerHour { get; init; }

    public IReadOnlyList<long>? MessageIds { get; init; }

    public string? Reason { get; init; }

    /// <summary>Why the complaint's acknowledgement waits for an operator or a rule; left out where it does not.</summary>
    public string? AcknowledgementHeldBy { get; init; }
}
