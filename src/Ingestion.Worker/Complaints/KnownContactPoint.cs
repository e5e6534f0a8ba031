using Ingestion.Channels;

namespace Ingestion.Worker.Complaints;

/// <summary>A contact point of the pool, with how often it was acknowledged on the last day that it was.</summary>
internal sealed record KnownContactPoint(ContactPoint Point, long ContactId, DateOnly? AcknowledgedOn, int AcknowledgedCount);
