using Ingestion.Channels;
using Ingestion.Classifier.Sensitive;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Attachments;

/// <summary>New attachments, to be fetched after their message is registered.</summary>
internal sealed class AttachmentRows
{
    /// <summary>Of one message; what is beyond is nobody's attachment any more.</summary>
    private const int Most = 1000;

    private readonly InsertRows rows = new("attachment");
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<int> number;
    private readonly StoreColumn<string?> channel;
    private readonly StoreColumn<string?> fileName;
    private readonly StoreColumn<string?> mediaType;
    private readonly StoreColumn<string?> sniffedType;
    private readonly StoreColumn<long?> declaredSize;
    private readonly StoreColumn<string?> sourceKey;
    private readonly StoreColumn<string?> state;
    private readonly StoreColumn<string?> reason;

    public AttachmentRows()
    {
        messageId = rows.Int64("message_id");
        number = rows.Int32("number");
        channel = rows.Text("channel");
        fileName = rows.Text("file_name");
        mediaType = rows.Text("media_type");
        sniffedType = rows.Text("sniffed_type");
        declaredSize = rows.OptionalInt64("declared_size");
        sourceKey = rows.Text("source_key");
        state = rows.Text("state");
        reason = rows.Text("reason");
    }

    public StoreStatement Statement => rows;

    public int Count => rows.Rows;

    public void Add(long message, string ofChannel, IReadOnlyList<AttachmentSummary> attachments)
    {
        for (var i = 0; i < Math.Min(attachments.Count, Most); i++)
        {
            var attachment = attachments[i];
            var canBeHad = attachment.Key is { Length: > 0 and <= 4000 };
            messageId.Add(message);
            number.Add(i + 1);
            channel.Add(ofChannel);
            fileName.Add(StorableText.Clean(SensitiveNumbers.Mask(attachment.FileName), 500));
            mediaType.Add(StorableText.Clean(attachment.MediaType, 127) ?? "application/octet-stream");
            sniffedType.Add(StorableText.Clean(attachment.SniffedType, 127));
            declaredSize.Add(attachment.Size);
            sourceKey.Add(canBeHad ? StorableText.Clean(attachment.Key, 4000) : null);
            state.Add(canBeHad ? AttachmentState.Waiting : AttachmentState.Withheld);
            reason.Add(canBeHad ? null : "not-available");
        }
    }
}
