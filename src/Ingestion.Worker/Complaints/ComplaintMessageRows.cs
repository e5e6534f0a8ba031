using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Readable messages of complaints, with the keys by which later ones find the same complaint.</summary>
internal sealed class ComplaintMessageRows
{
    private const int LongestBody = 200_000;
    private const int LongestLine = 1_000;

    private readonly InsertRows rows = new("complaint_message");
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<long> complaintId;
    private readonly StoreColumn<Guid?> conversationKey;
    private readonly StoreColumn<long?> contactId;
    private readonly StoreColumn<string?> senderName;
    private readonly StoreColumn<string?> subject;
    private readonly StoreColumn<string?> body;
    private readonly StoreColumn<DateTimeOffset?> sentAt;

    public ComplaintMessageRows()
    {
        messageId = rows.Int64("message_id");
        complaintId = rows.Int64("complaint_id");
        conversationKey = rows.OptionalUuid("conversation_key");
        contactId = rows.OptionalInt64("contact_id");
        senderName = rows.Text("sender_name");
        subject = rows.Text("subject");
        body = rows.Text("body");
        sentAt = rows.Time("sent_at");
    }

    public StoreStatement Statement => rows;

    /// <param name="message">The message.</param>
    /// <param name="complaint">Its complaint.</param>
    /// <param name="newKey">The key that leads later messages to the complaint, when no earlier message has it.</param>
    /// <param name="contact">Who wrote it.</param>
    /// <param name="content">What is written.</param>
    public void Add(long message, long complaint, Guid? newKey, long? contact, InboundMessage content)
    {
        messageId.Add(message);
        complaintId.Add(complaint);
        conversationKey.Add(newKey);
        contactId.Add(contact);
        senderName.Add(StorableText.Clean(content.SenderName, LongestLine));
        subject.Add(StorableText.Clean(content.Subject, LongestLine));
        body.Add(StorableText.Clean(content.Text, LongestBody));
        sentAt.Add(content.SentAt);
    }
}
