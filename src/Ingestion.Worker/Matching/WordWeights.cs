using System.Collections.Frozen;

namespace Ingestion.Worker.Matching;

/// <summary>
/// How much a word says about the matter. Greetings, courtesies, signatures and the small words of a language say little wherever they stand; what follows a
/// closing phrase near the end is a signature.
/// </summary>
internal static class WordWeights
{
    /// <summary>Says next to nothing.</summary>
    public const byte Little = 1;

    /// <summary>What many complaints are about: "invoice", "late".</summary>
    public const byte Theme = 2;

    /// <summary>Any other word.</summary>
    public const byte Full = 3;

    private const int LongestSignature = 160;

    private static readonly FrozenDictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> Known = Read().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Closings =
        WordsOf(WordLists.Closings).Select(Folded).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static byte Of(ReadOnlySpan<char> word) =>
        Known.TryGetValue(word, out var weight) ? weight : word.Length < 3 || !word.ContainsAnyExceptInRange('0', '9') ? Little : Full;

    /// <summary>The words of a folded text with their weights.</summary>
    public static ComparableWord[] Weigh(string folded, ReadOnlySpan<bool> capitals)
    {
        if (folded.Length == 0)
        {
            return [];
        }

        var words = new ComparableWord[folded.AsSpan().Count(' ') + 1];
        var count = 0;
        var start = 0;
        var signed = false;
        while (start < folded.Length)
        {
            var length = folded.AsSpan(start).IndexOf(' ');
            length = length < 0 ? folded.Length - start : length;
            var word = folded.AsSpan(start, length);
            var weight = signed ? Little : Of(word);
            var naming = weight < Full ? PlaceNaming.No : capitals[start] ? PlaceNaming.Likely : count == 0 ? PlaceNaming.No : PlaceCues.Before(folded.AsSpan(words[count - 1].Start, words[count - 1].Length));
            if (count > 0 && words[count - 1].Weight == Full && PlaceCues.IsBehind(word))
            {
                words[count - 1] = words[count - 1] with { Naming = PlaceNaming.Likely };
            }

            words[count++] = new ComparableWord(start, length, weight, naming);

            // A text may also open with such a word: a signature has something before it and little behind it.
            signed |= count > 5 && folded.Length - start - length <= LongestSignature && Closings.Contains(word);
            start += length + 1;
        }

        return words;
    }

    private static FrozenDictionary<string, byte> Read()
    {
        var known = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var theme in WordsOf(WordLists.Themes))
        {
            known[Folded(theme)] = Theme;
        }

        foreach (var small in WordsOf(string.Join(' ', WordLists.Turkish, WordLists.Azerbaijani, WordLists.Persian, WordLists.English, WordLists.Demands, WordLists.Dates, WordLists.Closings, WordLists.Headers)))
        {
            known[Folded(small)] = Little;
        }

        known[ComparableText.Link] = known[ComparableText.Mailbox] = known[ComparableText.Tracking] = Little;
        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The lists are written in lines.</summary>
    private static string[] WordsOf(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Folded(string word)
    {
        using var folder = new TextFolder();
        folder.Append(word);
        return folder.Written.ToString();
    }
}
