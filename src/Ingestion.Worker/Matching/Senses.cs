namespace Ingestion.Worker.Matching;

/// <summary>
/// What part of life a text is about, more widely than <see cref="Concepts"/>: "soup", "meal" and "kitchen" are one sense. Compared between messages of one
/// customer only, where a wrong guess costs a look. The table is <c>Senses.txt</c>, see <see cref="WordTable"/>; <c>#name</c> takes in a concept.
/// Senses are stored by their number: new ones go to the end. Extend the words freely, then run the evaluation.
/// </summary>
internal static class Senses
{
    private static readonly ulong[] ByConcept = new ulong[Concepts.Names.Count + 1];

    private static readonly WordTable Table = WordTable.Read("Senses", takesMany: true, IsConcept);

    public static IReadOnlyList<string> Names => Table.Names;

    /// <summary>The senses of a folded word: a bit for each, the first one is bit 0.</summary>
    public static ulong Of(ReadOnlySpan<char> word, byte concept) => ByConcept[concept] | Table.Of(word);

    private static bool IsConcept(string written, ulong bit)
    {
        if (!written.StartsWith('#'))
        {
            return false;
        }

        ByConcept[Concepts.NumberOf(written[1..])] |= bit;
        return true;
    }
}
