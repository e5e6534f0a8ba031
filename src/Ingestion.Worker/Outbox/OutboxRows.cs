using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>New messages for the outbox.</summary>
internal sealed class OutboxRows
{
    private readonly InsertRows rows = new("outbox");
    private readonly StoreColumn<long> id;
    private readonly StoreColumn<long> complaintId;
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<string?> purpose;
    private readonly StoreColumn<string?> channel;
    private readonly StoreColumn<string?> medium;
    private readonly StoreColumn<string?> recipientKind;
    private readonly StoreColumn<string?> recipient;
    private readonly StoreColumn<string?> conversationId;
    private readonly StoreColumn<string?> stableId;
    private readonly StoreColumn<string?> kind;
    private readonly StoreColumn<string?> language;
    private readonly StoreColumn<string?> trackingNumber;
    private readonly StoreColumn<DateTimeOffset?> receivedAt;
    private readonly StoreColumn<DateTimeOffset?> answerBy;
    private readonly StoreColumn<string?> told;
    private readonly StoreColumn<string?> inReplyTo;
    private readonly StoreColumn<string?> references;
    private readonly StoreColumn<bool> isPublic;
    private readonly StoreColumn<DateTimeOffset?> dueAt;
    private readonly StoreColumn<string?> state;
    private readonly StoreColumn<string?> lastReason;
    private readonly StoreColumn<DateTimeOffset?> watchAt;
    private readonly StoreColumn<long?> fallbackOf;
    private readonly HashSet<string> channels = new(StringComparer.Ordinal);

    public OutboxRows()
    {
        id = rows.Int64("id");
        complaintId = rows.Int64("complaint_id");
        messageId = rows.Int64("message_id");
        purpose = rows.Text("purpose");
        channel = rows.Text("channel");
        medium = rows.Text("medium");
        recipientKind = rows.Text("recipient_kind");
        recipient = rows.Text("recipient");
        conversationId = rows.Text("conversation_id");
        stableId = rows.Text("stable_id");
        kind = rows.Text("kind");
        language = rows.Text("language");
        trackingNumber = rows.Text("tracking_number");
        receivedAt = rows.Time("received_at");
        answerBy = rows.Time("answer_by");
        told = rows.Text("told");
        inReplyTo = rows.Text("in_reply_to");
        references = rows.Text("reference_ids");
        isPublic = rows.Boolean("is_public");
        dueAt = rows.Time("due_at");
        state = rows.Text("state");
        lastReason = rows.Text("last_reason");
        watchAt = rows.Time("watch_at");
        fallbackOf = rows.OptionalInt64("fallback_of");
    }

    public StoreStatement Statement => rows;

    /// <summary>Those that are to be sent.</summary>
    public int Planned { get; private set; }

    /// <summary>Those that have something to send now.</summary>
    public IReadOnlySet<string> Channels => channels;

    public void Add(OutboxMessage message)
    {
        id.Add(message.Id);
        complaintId.Add(message.ComplaintId);
        messageId.Add(message.MessageId);
        purpose.Add(message.Purpose);
        channel.Add(message.Channel);
        medium.Add(OutboxWords.Word(message.Medium));
        recipientKind.Add(ContactRows.Word(message.Recipient.Kind));
        recipient.Add(message.Recipient.Value);
        conversationId.Add(StorableText.Clean(message.ConversationId, 1000));
        stableId.Add(message.StableId);
        kind.Add(message.Kind.Word());
        language.Add(message.Language);
        trackingNumber.Add(message.TrackingNumber);
        receivedAt.Add(message.ReceivedAt);
        answerBy.Add(message.AnswerBy);
        told.Add(message.Told?.ToJson());
        inReplyTo.Add(StorableText.Clean(message.InReplyTo, 1000));
        references.Add(message.References.Count == 0 ? null : StorableText.Clean(string.Join(' ', message.References), 8000));
        isPublic.Add(message.IsPublic);
        dueAt.Add(message.DueAt);
        state.Add(message.HeldBy is null ? OutboxWords.Waiting : OutboxWords.Held);
        lastReason.Add(message.HeldBy);
        if (message.HeldBy is null)
        {
            Planned++;
            channels.Add(message.Channel);
        }

        watchAt.Add(message.WatchAt);
        fallbackOf.Add(message.FallbackOf);
    }
}
