namespace Ingestion.Classifier;

/// <summary>What the cues found in one text add up to, per list and slot. Lives on the stack.</summary>
internal readonly ref struct CueScores(Span<float> scores, Span<ushort> strongest, Span<ulong> seen)
{
    /// <summary>Weight of a cue from another language's list: people mix languages, but false friends are common.</summary>
    private const float Foreign = 0.3f;

    private readonly Span<float> scores = scores;
    private readonly Span<ushort> strongest = strongest;
    private readonly Span<ulong> seen = seen;

    public const int Size = CueLanguage.Count * CueSlot.Count;

    public void Clear()
    {
        scores.Clear();
        strongest.Clear();
        seen.Clear();
    }

    public float Of(int language, int slot) => scores[(language * CueSlot.Count) + slot];

    /// <summary>Finds every cue in folded words. Each counts once, however often it is written.</summary>
    public void Collect(ReadOnlySpan<byte> words, CueList cues)
    {
        var start = 1;
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] == Symbols.Space)
            {
                WalkForward(words[start..], cues);
                WalkBack(words[..i], cues);
                start = i + 1;
            }
        }
    }

    /// <summary>The score of a slot for a text in <paramref name="language"/>; -1 sums all lists.</summary>
    public float For(int language, int slot)
    {
        var sum = 0f;
        for (var list = 0; list < CueLanguage.Other; list++)
        {
            var score = scores[(list * CueSlot.Count) + slot];
            sum += language < 0 || list == language ? score : score * Foreign;
        }

        return sum;
    }

    /// <summary>The reason behind a slot's score, or null.</summary>
    public ClassificationReason? ReasonFor(int language, int slot, CueList cues)
    {
        var own = language < 0 ? 0 : strongest[(language * CueSlot.Count) + slot];
        for (var list = 0; own == 0 && list < CueLanguage.Count; list++)
        {
            own = strongest[(list * CueSlot.Count) + slot];
        }

        return own == 0 ? null : cues[own].Reason;
    }

    private void WalkForward(ReadOnlySpan<byte> words, CueList cues)
    {
        var nodes = cues.Beginnings.Nodes;
        var node = 0;
        var last = 0;
        foreach (var symbol in words)
        {
            node = nodes[node].Step(symbol);
            if (node == 0)
            {
                return;
            }

            for (int cue = nodes[node].Number; cue != 0; cue = cues.Beginnings.After(cue))
            {
                // A longer cue over the same word says the same again, only better.
                Add(cue, cues, last);
                last = cue;
            }
        }
    }

    private void WalkBack(ReadOnlySpan<byte> words, CueList cues)
    {
        var nodes = cues.Endings.Nodes;
        var node = 0;
        for (var i = words.Length - 1; i >= 0; i--)
        {
            node = nodes[node].Step(words[i]);
            if (node == 0)
            {
                return;
            }

            for (int cue = nodes[node].Number; cue != 0; cue = cues.Endings.After(cue))
            {
                Add(cue, cues, 0);
            }
        }
    }

    private void Add(int number, CueList cues, int before)
    {
        ref var word = ref seen[number >> 6];
        var bit = 1UL << (number & 63);
        if ((word & bit) != 0)
        {
            return;
        }

        word |= bit;
        ref readonly var cue = ref cues[number];
        var place = (cue.Language * CueSlot.Count) + cue.Slot;
        scores[place] += before != 0 && IsSamePlace(cues[before], cue) ? MathF.Max(0, cue.Weight - cues[before].Weight) : cue.Weight;
        scores[cue.Language * CueSlot.Count] += cue.LanguageWeight;
        ref var best = ref strongest[place];
        if (best == 0 || cues[best].Weight < cue.Weight)
        {
            best = (ushort)number;
        }
    }

    private static bool IsSamePlace(in Cue one, in Cue other) => one.Language == other.Language && one.Slot == other.Slot && one.Slot != CueSlot.Language;
}
