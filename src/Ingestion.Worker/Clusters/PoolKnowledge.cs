using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>How common words and numbers are, as one batch knows it.</summary>
internal sealed class PoolKnowledge(WordFrequency words, Dictionary<string, int> numbers) : IPoolKnowledge
{
    public WordFrequency Words => words;

    public float PerHour { get; init; } = float.PositiveInfinity;

    public int ComplaintsNaming(string number) => numbers.GetValueOrDefault(number);

    /// <summary>One more complaint names it.</summary>
    public void Name(string number) => numbers[number] = ComplaintsNaming(number) + 1;
}
