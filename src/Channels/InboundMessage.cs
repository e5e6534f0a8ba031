namespace Ingestion.Channels;

/// <summary>A message normalised, not yet judged. All of it is the sender's claim.</summary>
public sealed record InboundMessage
{
    public required Medium Medium { get; init; }

    /// <summary>Who wrote, or null when the message has no usable sender.</summary>
    public ContactPoint? Sender { get; init; }

    /// <summary>
    /// Somebody typed the sender's address, and neither the provider nor the way that the message took vouches for it: a form, or a program that passes
    /// on what people say. It may be answered, and it proves nothing: such a message joins none of that customer's complaints by its sender.
    /// </summary>
    public bool IsSenderClaimed { get; init; }

    /// <summary>
    /// Further points of the sender, each one vouched for by the provider itself (a network that has verified the telephone number and says so). Never what
    /// the customer or a posting program claims.
    /// </summary>
    public IReadOnlyList<ContactPoint> AlsoKnownAs { get; init; } = [];

    /// <summary>
    /// A further point that the customer gave with this message, and that nobody vouches for: with the tracking number it shows them how far this very matter is,
    /// and it counts for nothing else.
    /// </summary>
    public ContactPoint? AlsoGiven { get; init; }

    /// <summary>The sender's name as written; for people to read, never for decisions, never sent out.</summary>
    public string? SenderName { get; init; }

    /// <summary>Where an answer would go, or null when there is no address that can be answered safely.</summary>
    public ContactPoint? ReplyTo { get; init; }

    public string? Subject { get; init; }

    /// <summary>The new text in plain form, without quoted history where that is certain. Empty when there is none.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The sender's own words where <see cref="Text"/> holds what somebody else wrote besides, such as a mail that was passed on; empty where there are none.
    /// Null where the text is the sender's.
    /// </summary>
    public string? OwnWords { get; init; }

    /// <summary>What the sender wrote himself.</summary>
    public string Written => OwnWords ?? Text;

    /// <summary>The whole text with quoted history, when it differs from <see cref="Text"/>.</summary>
    public string? FullText { get; init; }

    /// <summary>The provider's conversation, for chat and social media: scoped by the host with the channel's name.</summary>
    public string? ConversationId { get; init; }

    /// <summary>
    /// The message's own Message-ID for mail (RFC 5322 §3.6.4), with angle brackets. Elsewhere what the channel's sender needs to answer this very
    /// message: it comes back in <see cref="OutboundMessage.InReplyTo"/>. Null when there is none.
    /// </summary>
    public string? MessageId { get; init; }

    /// <summary>Message-IDs that it answers, for mail: In-Reply-To first, then References from last to first; at most 50.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>When the sender says that it was sent. Never used for order.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Signs that a machine wrote it, or that it must not be answered. Facts; the intake decides.</summary>
    public IReadOnlyList<MachineSign> MachineSigns { get; init; } = [];

    /// <summary>What the receiving side found about the sender, by the channel's settings. Where providers vouch for their senders: unknown.</summary>
    public SenderStanding Standing { get; init; }

    /// <summary>The network that the message came from, as the receiving side saw it: <c>203.0.113.0/24</c>; null where it is not known.</summary>
    public string? Network { get; init; }

    /// <summary>
    /// For a report about a message of ours: what became of it; <see cref="DeliveryReceipt.ProviderId"/> is the Message-ID that the report names. The host believes
    /// it when that id is one that we signed.
    /// </summary>
    public DeliveryReceipt? Receipt { get; init; }

    /// <summary>The language that the provider names (BCP 47), or null.</summary>
    public string? LanguageHint { get; init; }

    /// <summary>
    /// SHA-256 over what the customer sent, without what transport adds on the way: two messages with equal fingerprints are the same
    /// message on two paths. Null where equal content proves nothing ("ok" written twice in a chat).
    /// </summary>
    public byte[]? Fingerprint { get; init; }

    /// <summary>What is attached, described only.</summary>
    public IReadOnlyList<AttachmentSummary> Attachments { get; init; } = [];

    /// <summary>
    /// What all versions of one message share where customers can edit or delete what they sent: unique in the channel, at most 500 characters.
    /// Each version is offered with an external id of its own; the first that comes is the message, later ones its versions. Null where
    /// messages do not change.
    /// </summary>
    public string? Identity { get; init; }

    /// <summary>The customer deleted it: <see cref="Identity"/> says what, the text is empty.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Everybody can read it, and an answer in its place.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Set when the message says nothing but this.</summary>
    public ConsentChange? Consent { get; init; }

    /// <summary>What could not be read, as short stable codes: <c>unknown-charset</c>, <c>oversize</c>. Not empty means: needs review.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
