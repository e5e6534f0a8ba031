namespace Ingestion.Classifier.Rules;

/// <summary>Phrases of causes that stand in one text, at most <see cref="MostOfOneKind"/> for each cause and language. Lives on the stack.</summary>
internal ref struct RuleHits(Span<ushort> phrases, Span<byte> counts)
{
    public const int MostPhrases = 96;
    public const int Counts = PriorityRules.MostCauses * CueLanguage.Count;

    private const int MostOfOneKind = 3;

    private readonly Span<ushort> phrases = phrases;
    private readonly Span<byte> counts = counts;

    public int Count { get; private set; }

    public readonly int this[int place] => phrases[place];

    public void Clear()
    {
        Count = 0;
        counts.Clear();
    }

    public void Add(int number, RulePhrase phrase)
    {
        ref var before = ref counts[(phrase.Cause * CueLanguage.Count) + phrase.Language];
        if (before == MostOfOneKind || Count == MostPhrases || phrases[..Count].Contains((ushort)number))
        {
            return;
        }

        before++;
        phrases[Count++] = (ushort)number;
    }
}
