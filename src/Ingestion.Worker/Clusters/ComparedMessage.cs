using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>A message with its fingerprint and the keys under which it is found.</summary>
internal sealed class ComparedMessage
{
    private ComparedMessage(long messageId, long complaintId, DateTimeOffset at, NearFingerprint print, IReadOnlyList<ReferenceNumber> numbers, long[] keys, long[] sought)
    {
        MessageId = messageId;
        ComplaintId = complaintId;
        At = at;
        Print = print;
        Numbers = numbers;
        Keys = keys;
        Sought = sought;
    }

    public long MessageId { get; }

    public long ComplaintId { get; }

    public DateTimeOffset At { get; }

    public NearFingerprint Print { get; }

    public IReadOnlyList<ReferenceNumber> Numbers { get; }

    /// <summary>The keys under which later messages find it, each once.</summary>
    public IReadOnlyList<long> Keys { get; }

    /// <summary>The keys under which it finds earlier ones, each once.</summary>
    public IReadOnlyList<long> Sought { get; }

    public static ComparedMessage Of(QueuedMessage message, WordFrequency words)
    {
        var text = new MatchText(message.Subject, message.Body ?? "");
        Span<long> keys = stackalloc long[NearFingerprint.Bands + NearFingerprint.WordKeys];
        var lasting = text.Print.WriteKeys(keys);
        var count = lasting + text.Print.WriteWordKeys(keys[lasting..], words, KeyDay.Of(message.At));
        long[] kept = [.. keys[..count].ToArray().Distinct()];
        return new ComparedMessage(message.MessageId, message.ComplaintId, message.At, text.Print, text.Numbers, kept, KeyDay.Sought(kept, message.At));
    }

    public MatchTraits Traits(string contact, string? category) => new() { Contact = contact, At = At, Category = category, Print = Print, Numbers = Numbers };
}
