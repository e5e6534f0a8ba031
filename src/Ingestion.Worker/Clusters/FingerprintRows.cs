using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>Fingerprints with their keys and numbers.</summary>
internal sealed class FingerprintRows
{
    private readonly InsertRows prints = new("near_fingerprint");
    private readonly InsertRows keys = new("fingerprint_key");
    private readonly InsertRows numbers = new("complaint_number");
    private readonly StoreColumn<long> messageId;
    private readonly StoreColumn<long> complaintId;
    private readonly StoreColumn<DateTimeOffset?> at;
    private readonly StoreColumn<int> content;
    private readonly StoreColumn<byte[]> sketch;
    private readonly StoreColumn<byte[]> words;
    private readonly StoreColumn<string?> named;
    private readonly StoreColumn<byte[]?> reasons;
    private readonly StoreColumn<long> key;
    private readonly StoreColumn<long> keyMessage;
    private readonly StoreColumn<string?> number;
    private readonly StoreColumn<long> numberMessage;

    public FingerprintRows()
    {
        messageId = prints.Int64("message_id");
        complaintId = prints.Int64("complaint_id");
        at = prints.Time("at");
        content = prints.Int32("content");
        sketch = prints.Bytes("sketch");
        words = prints.Bytes("words");
        named = prints.Text("numbers");
        reasons = prints.Json("reasons");
        key = keys.Int64("key");
        keyMessage = keys.Int64("message_id");
        number = numbers.Text("value");
        numberMessage = numbers.Int64("message_id");
    }

    public IReadOnlyList<StoreStatement> Statements => [prints, keys, numbers];

    public void Add(ComparedMessage message, List<Reason> why)
    {
        messageId.Add(message.MessageId);
        complaintId.Add(message.ComplaintId);
        at.Add(message.At);
        content.Add(message.Print.ContentLength);
        sketch.Add(message.Print.SketchBytes());
        words.Add(message.Print.StemBytes());
        named.Add(StoredNumbers.Write(message.Numbers));
        reasons.Add(ReasonJson.Write(why));
        foreach (var each in message.Keys)
        {
            key.Add(each);
            keyMessage.Add(message.MessageId);
        }

        foreach (var each in message.Numbers)
        {
            number.Add(each.Value);
            numberMessage.Add(message.MessageId);
        }
    }
}
