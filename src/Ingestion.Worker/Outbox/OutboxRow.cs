using Ingestion.Channels;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Outbox;

/// <summary>A row of the outbox as the relay leases it.</summary>
internal sealed record OutboxRow
{
    public const string Columns =
        """
        id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, conversation_id, stable_id, kind, language, tracking_number,
        received_at, answer_by, told, in_reply_to, reference_ids, is_public, barred, attempts, uncertain, due_at, created_at, fallback_id, fallback_of,
        state, last_reason
        """;

    public long Id { get; init; }

    public long ComplaintId { get; init; }

    public long MessageId { get; init; }

    public string Purpose { get; init; } = "";

    /// <summary>As of when the row was read; see <see cref="OutboxWords"/>.</summary>
    public string State { get; init; } = "";

    public string? LastReason { get; init; }

    public string Channel { get; init; } = "";

    public string Medium { get; init; } = "";

    public string RecipientKind { get; init; } = "";

    public string Recipient { get; init; } = "";

    public string? ConversationId { get; init; }

    public string StableId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Language { get; init; } = "";

    public string TrackingNumber { get; init; } = "";

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>A <see cref="ToldStatus"/>.</summary>
    public string? Told { get; init; }

    public string? InReplyTo { get; init; }

    public string? ReferenceIds { get; init; }

    public bool IsPublic { get; init; }

    /// <summary>Why it must not be sent; null when it may.</summary>
    public string? Barred { get; init; }

    public int Attempts { get; init; }

    public int Uncertain { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it may be sent: since it was planned, or since it was released, whatever time it was held back.</summary>
    public DateTimeOffset OpenSince => DueAt - HeldRows.TimeAfterRelease is var released && released > CreatedAt ? released : CreatedAt;

    public long? FallbackId { get; init; }

    public long? FallbackOf { get; init; }

    /// <inheritdoc cref="OutboundMessage.LastHeardAt"/>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <inheritdoc cref="OutboundMessage.UncertainSince"/>
    public DateTimeOffset? UncertainSince { get; init; }

    /// <inheritdoc cref="OutboundMessage.OtherIds"/>
    public IReadOnlyList<string> OtherIds { get; init; } = [];

    /// <summary>The other of two that say the same: what stands in for this one, or what this one stands in for. Null when there is none.</summary>
    public long? Twin => FallbackOf ?? (FallbackId is > 0 ? FallbackId : null);

    public OutboxMessage ToMessage() => new()
    {
        Id = Id,
        ComplaintId = ComplaintId,
        MessageId = MessageId,
        Purpose = Purpose,
        Channel = Channel,
        Medium = OutboxWords.MediumOf(Medium),
        Recipient = new ContactPoint(ContactRows.Kind(RecipientKind), Recipient),
        ConversationId = ConversationId,
        StableId = StableId,
        Kind = OutboxWords.KindOf(Kind),
        Language = Language,
        TrackingNumber = TrackingNumber,
        ReceivedAt = ReceivedAt,
        AnswerBy = AnswerBy,
        Told = ToldStatus.Read(Told),
        InReplyTo = InReplyTo,
        References = ReferenceIds?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        IsPublic = IsPublic,
        DueAt = DueAt,
        LastHeardAt = LastHeardAt,
        UncertainSince = UncertainSince,
        OtherIds = OtherIds,
    };
}
