namespace Ingestion.Bench.Matching;

/// <summary>What stays the same in all messages of one matter.</summary>
/// <param name="Topic">A section of the text book.</param>
/// <param name="Slot">The thing that it is about.</param>
/// <param name="Number">The order or invoice, or null.</param>
internal sealed record Matter(string Topic, string Slot, string? Number, string Place, string Amount, int Minutes)
{
    /// <summary>Which of the topic's sentences tell it: people do not tell two matters in the same words, mostly.</summary>
    public required int[] Sentences { get; init; }
}
