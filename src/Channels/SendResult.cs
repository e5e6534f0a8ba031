namespace Ingestion.Channels;

/// <summary>What became of one try.</summary>
/// <param name="Outcome">See <see cref="SendOutcome"/>.</param>
/// <param name="Reason">A short stable code with the provider's status: <c>smtp-250</c>, <c>smtp-550-5.1.1</c>, <c>connection-lost-after-data</c>. No text of the provider, no address.</param>
public sealed record SendResult(SendOutcome Outcome, string Reason)
{
    /// <summary>When the provider asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's own id of the sent message.</summary>
    public string? ProviderId { get; init; }

    /// <summary>How many SMS it counts for at the provider; null elsewhere.</summary>
    public int? Segments { get; init; }

    /// <summary>What a second sending means after this try, where the sender has several ways and this one differs; null: <see cref="IMessageSender.RepeatSafety"/>.</summary>
    public RepeatSafety? Repeat { get; init; }

    /// <summary>The provider says that this recipient wants no messages of ours: as if they had written "stop" to us.</summary>
    public bool OptedOut { get; init; }

    /// <summary>The fault is in our settings or account, not in this message: the channel is degraded (authentication, sender not allowed).</summary>
    public bool ChannelFault { get; init; }

    /// <summary>
    /// Nothing left, and nothing of this channel would: its provider is to be left alone for <see cref="RetryAfter"/>. Says nothing about the
    /// message; others need not be tried before.
    /// </summary>
    public bool Held { get; init; }
}
