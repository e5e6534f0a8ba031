using System.Collections.Frozen;
using System.Reflection;

namespace Ingestion.Worker.Matching;

/// <summary>
/// What words of the four languages are about, for texts that tell one thing in different words: "offline", "kəsildi" and "قطع" are one concept. The table is
/// <c>Concepts.txt</c>: word beginnings, or whole words where a sign of equality follows; the longest one wins. Extend freely, then run the evaluation.
/// </summary>
internal static class Concepts
{
    private const int Shortest = 2;

    private static readonly string[] StateNames = ["broken", "delay", "refund", "wrong"];

    private static readonly ulong[] States;

    private static readonly FrozenDictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> ByBeginning;
    private static readonly FrozenDictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> ByWord;
    private static readonly int Longest;

    static Concepts()
    {
        var beginnings = new Dictionary<string, byte>(StringComparer.Ordinal);
        var words = new Dictionary<string, byte>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var line in Lines())
        {
            var parts = line.Split(':', 2);
            if (!numbers.TryGetValue(parts[0], out var number))
            {
                numbers.Add(parts[0], number = (byte)(numbers.Count + 1));
            }

            foreach (var written in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var isWhole = written.EndsWith('=');
                (isWhole ? words : beginnings).TryAdd(Folded(written.TrimEnd('=')), number);
            }
        }

        Names = [.. numbers.OrderBy(each => each.Value).Select(each => each.Key)];
        Words = [.. beginnings.Keys, .. words.Keys];
        States = [.. StateNames.Select(name => TextMark.Of(TextMark.Topic, numbers[name]))];
        Longest = beginnings.Keys.Max(word => word.Length);
        ByBeginning = beginnings.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        ByWord = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The first one is concept 1.</summary>
    public static IReadOnlyList<string> Names { get; }

    /// <summary>The words and beginnings of the table, folded.</summary>
    public static IReadOnlyList<string> Words { get; }

    /// <summary>Whether a text's mark is a concept that tells how something is or what is wanted, and not what it is about: "still broken", "no refund yet".</summary>
    public static bool IsState(ulong topic) => States.Contains(topic);

    /// <summary>The concept of a folded word, or 0.</summary>
    public static byte Of(ReadOnlySpan<char> word)
    {
        if (ByWord.TryGetValue(word, out var whole))
        {
            return whole;
        }

        for (var length = Math.Min(word.Length, Longest); length >= Shortest; length--)
        {
            if (ByBeginning.TryGetValue(word[..length], out var concept))
            {
                return concept;
            }
        }

        return 0;
    }

    private static string Folded(string word) => ComparableText.Of(word).Text.Replace(" ", "", StringComparison.Ordinal);

    private static string[] Lines()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Ingestion.Worker.Matching.Concepts.txt")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
