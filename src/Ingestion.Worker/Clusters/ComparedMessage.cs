using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>A message with its fingerprint and the keys under which it is found.</summary>
internal sealed class ComparedMessage
{
    private ComparedMessage(long messageId, long complaintId, DateTimeOffset at, NearFingerprint print, IReadOnlyList<ReferenceNumber> numbers, long[] keys)
    {
        MessageId = messageId;
        ComplaintId = complaintId;
        At = at;
        Print = print;
        Numbers = numbers;
        Keys = keys;
    }

    public long MessageId { get; }

    public long ComplaintId { get; }

    public DateTimeOffset At { get; }

    public NearFingerprint Print { get; }

    public IReadOnlyList<ReferenceNumber> Numbers { get; }

    /// <summary>Each once.</summary>
    public IReadOnlyList<long> Keys { get; }

    public static ComparedMessage Of(QueuedMessage message, WordFrequency words)
    {
        var text = new MatchText(message.Subject, message.Body ?? "");
        Span<long> keys = stackalloc long[NearFingerprint.Bands + NearFingerprint.WordKeys];
        var count = text.Print.WriteKeys(keys);
        count += text.Print.WriteWordKeys(keys[count..], words);
        return new ComparedMessage(message.MessageId, message.ComplaintId, message.At, text.Print, text.Numbers, [.. keys[..count].ToArray().Distinct()]);
    }

    public MatchTraits Traits(string contact, string? category) => new() { Contact = contact, At = At, Category = category, Print = Print, Numbers = Numbers };
}
