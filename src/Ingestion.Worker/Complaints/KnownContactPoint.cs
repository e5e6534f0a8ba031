using Ingestion.Channels;

namespace Ingestion.Worker.Complaints;

/// <summary>A contact point of the pool, with how often it was acknowledged on the last day that it was.</summary>
internal sealed record KnownContactPoint(ContactPoint Point, long ContactId, DateOnly? AcknowledgedOn, int AcknowledgedCount)
{
    /// <summary>Since when no automatic message may go there; null when it may.</summary>
    public DateTimeOffset? OptedOutAt { get; init; }
}
