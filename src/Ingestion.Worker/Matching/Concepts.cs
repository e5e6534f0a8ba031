using System.Numerics;

namespace Ingestion.Worker.Matching;

/// <summary>
/// What words of the four languages are about, for texts that tell one thing in different words: "offline", "kəsildi" and "قطع" are one concept. The table is
/// <c>Concepts.txt</c>, see <see cref="WordTable"/>. Extend freely, then run the evaluation.
/// </summary>
internal static class Concepts
{
    private static readonly string[] StateNames = ["broken", "delay", "refund", "wrong"];

    private static readonly WordTable Table = WordTable.Read("Concepts", takesMany: false);

    private static readonly ulong[] States = [.. StateNames.Select(name => TextMark.Of(TextMark.Topic, NumberOf(name)))];

    /// <summary>The first one is concept 1.</summary>
    public static IReadOnlyList<string> Names => Table.Names;

    /// <summary>The words and beginnings of the table, folded.</summary>
    public static IReadOnlyList<string> Words => Table.Words;

    /// <summary>Whether a text's mark is a concept that tells how something is or what is wanted, and not what it is about: "still broken", "no refund yet".</summary>
    public static bool IsState(ulong topic) => States.Contains(topic);

    /// <summary>The concept of a folded word, or 0.</summary>
    public static byte Of(ReadOnlySpan<char> word) => Table.Of(word) is not 0 and var bit ? (byte)(BitOperations.TrailingZeroCount(bit) + 1) : (byte)0;

    /// <summary>The number of a concept, or 0.</summary>
    public static byte NumberOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                return (byte)(i + 1);
            }
        }

        return 0;
    }
}
