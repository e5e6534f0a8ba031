namespace Ingestion.Worker.Matching;

/// <summary>What is kept of a text beside its words, in the four bits above a <see cref="WordStem"/>: so that they are counted, stored and erased as words are.</summary>
internal static class TextMark
{
    public const ulong Word = 0;

    /// <summary>A concept, see <see cref="Concepts"/>.</summary>
    public const ulong Topic = 1;

    /// <summary>A word that stands as names of places do.</summary>
    public const ulong Named = 2;

    /// <summary>An amount of money.</summary>
    public const ulong Amount = 3;

    /// <summary>A word that most likely is the name of a place.</summary>
    public const ulong Place = 4;

    /// <summary>The senses of the whole text, see <see cref="Senses"/>: a bit for each. This and what follows is compared within one customer only.</summary>
    public const ulong Sense = 5;

    /// <summary>A short number by which a thing is named, see <see cref="TextLabels"/>.</summary>
    public const ulong Label = 6;

    /// <summary>How plainly the text says that its matter was told before, see <see cref="RepeatCue"/>.</summary>
    public const ulong Repeat = 7;

    private const int Above = 60;

    public static ulong Of(ulong kind, ulong value) => (kind << Above) | (value & ((1UL << Above) - 1));

    public static ulong KindOf(ulong mark) => mark >> Above;

    public static ulong ValueOf(ulong mark) => mark & ((1UL << Above) - 1);

    /// <summary>Those of one kind: marks are ascending.</summary>
    public static ReadOnlySpan<ulong> Select(ulong[] marks, ulong kind)
    {
        var from = 0;
        while (from < marks.Length && marks[from] >> Above < kind)
        {
            from++;
        }

        var to = from;
        while (to < marks.Length && marks[to] >> Above == kind)
        {
            to++;
        }

        return marks.AsSpan(from..to);
    }
}
