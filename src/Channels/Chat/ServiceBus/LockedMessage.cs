namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>A message that the broker has locked for us.</summary>
/// <param name="ExternalId">The same at every delivery.</param>
/// <param name="Lock">Where it is completed, unlocked or its lock renewed.</param>
/// <param name="LockedAt">When we got it, by our clock.</param>
/// <param name="LockedUntil">When others may have it, by our clock.</param>
/// <param name="Offer">Null when its bytes did not come whole; <paramref name="HoleBecause"/> says why.</param>
/// <param name="HoleBecause">A short stable code.</param>
internal sealed record LockedMessage(string ExternalId, Uri Lock, DateTimeOffset LockedAt, DateTimeOffset LockedUntil, OfferedMessage? Offer, string? HoleBecause)
{
    /// <summary>Only its beginning was taken: it is never completed, so that the broker dead-letters the original.</summary>
    public bool IsCut { get; init; }

    /// <summary>How often the broker has given it out, this time included.</summary>
    public long Deliveries { get; init; }

    /// <summary>From here on the lock is not relied upon: it is renewed, or no more is fetched before this one is settled.</summary>
    public DateTimeOffset HalfLife => LockedAt + ((LockedUntil - LockedAt) / 2);
}
