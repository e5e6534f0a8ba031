using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Readable messages of complaints, and the keys by which later ones find the same complaint.</summary>
internal sealed class ComplaintMessageRows
{
    private const int LongestBody = 200_000;
    private const int LongestLine = 1_000;

    private readonly InsertRows messages = new("complaint_message");
    private readonly InsertRows conversations = new("conversation");
    private readonly InsertRows fingerprints = new("fingerprint");
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<long> complaintId;
    private readonly StoreColumn<long?> contactId;
    private readonly StoreColumn<string?> senderName;
    private readonly StoreColumn<string?> subject;
    private readonly StoreColumn<string?> body;
    private readonly StoreColumn<DateTimeOffset?> sentAt;
    private readonly StoreColumn<Guid> key;
    private readonly StoreColumn<long> keyComplaintId;
    private readonly StoreColumn<Guid> fingerprint;
    private readonly StoreColumn<long> fingerprintMessageId;
    private readonly StoreColumn<long?> fingerprintComplaintId;

    public ComplaintMessageRows()
    {
        messageId = messages.Int64("message_id");
        complaintId = messages.Int64("complaint_id");
        contactId = messages.OptionalInt64("contact_id");
        senderName = messages.Text("sender_name");
        subject = messages.Text("subject");
        body = messages.Text("body");
        sentAt = messages.Time("sent_at");
        key = conversations.Uuid("key");
        keyComplaintId = conversations.Int64("complaint_id");
        fingerprint = fingerprints.Uuid("value");
        fingerprintMessageId = fingerprints.Int64("message_id");
        fingerprintComplaintId = fingerprints.OptionalInt64("complaint_id");
    }

    public IEnumerable<StoreStatement> Statements => [messages, conversations, fingerprints];

    public void Add(long message, long complaint, long? contact, InboundMessage content)
    {
        messageId.Add(message);
        complaintId.Add(complaint);
        contactId.Add(contact);
        senderName.Add(StorableText.Clean(content.SenderName, LongestLine));
        subject.Add(StorableText.Clean(content.Subject, LongestLine));
        body.Add(StorableText.Clean(content.Text, LongestBody));
        sentAt.Add(content.SentAt);
    }

    public void AddKey(Guid conversationKey, long complaint)
    {
        key.Add(conversationKey);
        keyComplaintId.Add(complaint);
    }

    public void AddFingerprint(Guid value, long message, long? complaint)
    {
        fingerprint.Add(value);
        fingerprintMessageId.Add(message);
        fingerprintComplaintId.Add(complaint);
    }
}
