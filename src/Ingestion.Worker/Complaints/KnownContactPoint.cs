using Ingestion.Channels;

namespace Ingestion.Worker.Complaints;

/// <summary>A contact point of the pool, with how often it was acknowledged on the last day that it was.</summary>
internal sealed record KnownContactPoint(ContactPoint Point, long ContactId, DateOnly? AcknowledgedOn, int AcknowledgedCount)
{
    /// <summary>Whom the contact is linked to; null while it is alone.</summary>
    public long? LinkedTo { get; init; }

    /// <summary>Since when no automatic message may go there; null when it may.</summary>
    public DateTimeOffset? OptedOutAt { get; init; }

    /// <summary>Whoever writes from there is served first.</summary>
    public bool IsVip { get; init; }

    /// <summary>When the last mail to it came back for good; null when none did.</summary>
    public DateTimeOffset? BouncedAt { get; init; }
}
