using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>A message that shares a key or a number with one that is compared.</summary>
internal sealed record FoundMessage
{
    public long MessageId { get; init; }

    public long ComplaintId { get; init; }

    public DateTimeOffset At { get; init; }

    public int Content { get; init; }

    public byte[] Sketch { get; init; } = [];

    public byte[] Words { get; init; } = [];

    public string? Numbers { get; init; }

    public MatchTraits Traits(string contact, string? category) => new()
    {
        Contact = contact,
        At = At,
        Category = category,
        Print = NearFingerprint.Of(Sketch, Words, Content),
        Numbers = StoredNumbers.Read(Numbers),
    };
}
