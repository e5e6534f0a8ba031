namespace Ingestion.Channels;

/// <summary>A message to one customer, ready to be sent. Holds nothing that a sender of mail wrote, but ids for threading.</summary>
public sealed record OutboundMessage
{
    /// <summary>
    /// The same at every try. For mail it is the Message-ID in angle brackets; elsewhere the idempotency key. Printable ASCII.
    /// </summary>
    public required string StableId { get; init; }

    public required ContactPoint To { get; init; }

    /// <summary>The provider's conversation to answer in, for chat; null for mail.</summary>
    public string? ConversationId { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>
    /// What may be said where everybody reads it, when the customer wrote publicly: no number, no name. Null when they wrote privately. A sender
    /// that answers publicly sends this and never <see cref="Text"/>.
    /// </summary>
    public string? PublicText { get; init; }

    public string? Html { get; init; }

    /// <summary>tr, az, fa or en.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// The <see cref="InboundMessage.MessageId"/> of what it answers; validated again by the sender before it becomes a header. Outside mail only where
    /// the message came in on the channel that answers.
    /// </summary>
    public string? InReplyTo { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The tracking number in digits only, for providers that take structured replies.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>When the message was decided; becomes Date.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When the customer last wrote on the channel that answers, by the provider's clock where it tells, as of the sending; null where nobody knows, and for
    /// points that may be written to at any time. Some networks take free text only for a time after it.
    /// </summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>When the first try began of which nobody knows what became; null when there is none. For <see cref="IMessageSender.FindAsync"/>.</summary>
    public DateTimeOffset? UncertainSince { get; init; }

    /// <summary>The provider's ids of other messages about the same matter: what bears one of them is not this one. For <see cref="IMessageSender.FindAsync"/>.</summary>
    public IReadOnlyList<string> OtherIds { get; init; } = [];
}
