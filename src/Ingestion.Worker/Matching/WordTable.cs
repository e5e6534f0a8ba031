using System.Collections.Frozen;
using System.Reflection;

namespace Ingestion.Worker.Matching;

/// <summary>
/// A table of words beside this code: <c>name: word beginning whole=</c>, a line a language. Beginnings of words, or whole words where a sign of equality
/// follows; whole ones come first, then the longest beginning. At most 60 names.
/// </summary>
internal sealed class WordTable
{
    private const int Shortest = 2;

    private readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> byBeginning;
    private readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> byWord;
    private readonly int longest;

    private WordTable(IReadOnlyList<string> names, Dictionary<string, ulong> beginnings, Dictionary<string, ulong> words)
    {
        Names = names;
        Words = [.. beginnings.Keys, .. words.Keys];
        longest = beginnings.Keys.Max(word => word.Length);
        byBeginning = beginnings.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        byWord = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The first one is bit 0.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The words and beginnings, folded.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The lines of an embedded table.</summary>
    public static string[] Lines(string table)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Ingestion.Worker.Matching.{table}.txt")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <param name="table">Its name.</param>
    /// <param name="takesMany">A word may stand under several names; else the first one has it.</param>
    /// <param name="isOther">Told for each word that belongs to another table, with the bit of its line's name: it is left out of this one.</param>
    public static WordTable Read(string table, bool takesMany, Func<string, ulong, bool>? isOther = null)
    {
        var beginnings = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var words = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var line in Lines(table))
        {
            var parts = line.Split(':', 2);
            if (!names.Contains(parts[0]))
            {
                names.Add(parts[0]);
            }

            var bit = 1UL << names.IndexOf(parts[0]);
            foreach (var written in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (isOther?.Invoke(written, bit) == true)
                {
                    continue;
                }

                var target = written.EndsWith('=') ? words : beginnings;
                var folded = Folded(written.TrimEnd('='));
                if (!target.TryAdd(folded, bit) && takesMany)
                {
                    target[folded] |= bit;
                }
            }
        }

        return new WordTable(names, beginnings, words);
    }

    /// <summary>The bits of the names that a folded word stands under, or 0.</summary>
    public ulong Of(ReadOnlySpan<char> word)
    {
        if (byWord.TryGetValue(word, out var whole))
        {
            return whole;
        }

        for (var length = Math.Min(word.Length, longest); length >= Shortest; length--)
        {
            if (byBeginning.TryGetValue(word[..length], out var bits))
            {
                return bits;
            }
        }

        return 0;
    }

    private static string Folded(string word) => ComparableText.Of(word).Text.Replace(" ", "", StringComparison.Ordinal);
}
