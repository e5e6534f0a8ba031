using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Classifier.Sensitive;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>What every readable message of a complaint has.</summary>
internal sealed class ComplaintMessageColumns(InsertRows rows)
{
    private const int LongestBody = 200_000;
    private const int LongestLine = 1_000;

    private readonly StoreColumn<long> messageId = rows.Int64("message_id");
    private readonly StoreColumn<long> complaintId = rows.Int64("complaint_id");
    private readonly StoreColumn<long?> contactId = rows.OptionalInt64("contact_id");
    private readonly StoreColumn<string?> senderName = rows.Text("sender_name");
    private readonly StoreColumn<string?> alsoGivenKind = rows.Text("also_given_kind");
    private readonly StoreColumn<string?> alsoGiven = rows.Text("also_given");
    private readonly StoreColumn<string?> subject = rows.Text("subject");
    private readonly StoreColumn<string?> body = rows.Text("body");
    private readonly StoreColumn<DateTimeOffset?> sentAt = rows.Time("sent_at");
    private readonly StoreColumn<byte[]?> classification = rows.Json("classification");

    /// <param name="message">The message.</param>
    /// <param name="complaint">Its complaint.</param>
    /// <param name="contact">Who wrote it.</param>
    /// <param name="content">What is written. Numbers of cards, accounts and persons in it are masked.</param>
    /// <param name="judged">What the classifier makes of it.</param>
    public void Add(long message, long complaint, long? contact, InboundMessage content, Classification judged)
    {
        messageId.Add(message);
        complaintId.Add(complaint);
        contactId.Add(contact);
        senderName.Add(StorableText.Clean(content.SenderName, LongestLine));
        alsoGivenKind.Add(content.AlsoGiven is { } given ? ContactRows.Word(given.Kind) : null);
        alsoGiven.Add(content.AlsoGiven?.Folded().Value);
        subject.Add(StorableText.Clean(SensitiveNumbers.Mask(content.Subject), LongestLine));
        body.Add(StorableText.Clean(SensitiveNumbers.Mask(content.Text), LongestBody));
        sentAt.Add(content.SentAt);
        classification.Add(ClassificationJson.Write(judged));
    }
}
