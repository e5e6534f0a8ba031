using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>A message of a complaint as the pool has it: its fingerprint, or its text where there is none yet or any more.</summary>
internal sealed record MatchRow
{
    public long ComplaintId { get; init; }

    public long MessageId { get; init; }

    public int Content { get; init; }

    public byte[]? Sketch { get; init; }

    public byte[]? Words { get; init; }

    public string? Numbers { get; init; }

    public string? Subject { get; init; }

    public string? Body { get; init; }

    /// <param name="contact">Whose complaint it is.</param>
    /// <param name="at">When the complaint's last message came.</param>
    /// <param name="category">What the complaint is about; null when that is not known.</param>
    public MatchTraits Traits(string contact, DateTimeOffset at, string? category)
    {
        var text = Sketch is null ? new MatchText(Subject, Body ?? "") : null;
        return new MatchTraits
        {
            Contact = contact,
            At = at,
            Category = category,
            Print = text?.Print ?? NearFingerprint.Of(Sketch, Words, Content),
            Numbers = text?.Numbers ?? StoredNumbers.Read(Numbers),
        };
    }
}
