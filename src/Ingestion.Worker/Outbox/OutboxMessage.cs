using Ingestion.Channels;
using Ingestion.Classifier;

namespace Ingestion.Worker.Outbox;

/// <summary>A message to a customer that is decided and not yet sent. Its text is made when it leaves.</summary>
internal sealed record OutboxMessage
{
    /// <summary>The complaint's own for its acknowledgement, so that there can be only one.</summary>
    public required long Id { get; init; }

    public required long ComplaintId { get; init; }

    /// <summary>The message that it answers.</summary>
    public required long MessageId { get; init; }

    /// <summary>What it is for, see <see cref="OutboxWords"/>; an acknowledgement stands once for each complaint.</summary>
    public required string Purpose { get; init; }

    /// <summary>The channel that sends it.</summary>
    public required string Channel { get; init; }

    public required Medium Medium { get; init; }

    public required ContactPoint Recipient { get; init; }

    public string? ConversationId { get; init; }

    public required string StableId { get; init; }

    public required MessageKind Kind { get; init; }

    public required string Language { get; init; }

    public required string TrackingNumber { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Until when an answer is promised; null when none is any more.</summary>
    public required DateTimeOffset? AnswerBy { get; init; }

    /// <summary>How far the matter is, where that is what it tells.</summary>
    public ToldStatus? Told { get; init; }

    public string? InReplyTo { get; init; }

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The customer wrote where everybody reads it.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Why it waits until an operator or a rule releases it; null when it is to be sent.</summary>
    public string? HeldBy { get; init; }

    /// <summary>When it must have left at the latest.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When somebody looks whether it has left; null: nobody does.</summary>
    public DateTimeOffset? WatchAt { get; init; }

    /// <inheritdoc cref="OutboundMessage.LastHeardAt"/>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <inheritdoc cref="OutboundMessage.UncertainSince"/>
    public DateTimeOffset? UncertainSince { get; init; }

    /// <inheritdoc cref="OutboundMessage.OtherIds"/>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>The acknowledgement that this one stands in for.</summary>
    public long? FallbackOf { get; init; }
}
