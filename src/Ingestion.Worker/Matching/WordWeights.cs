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
        WordLists.Closings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Folded).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static byte Of(ReadOnlySpan<char> word) =>
        Known.TryGetValue(word, out var weight) ? weight : word.Length < 3 || !word.ContainsAnyExceptInRange('0', '9') ? Little : Full;

    /// <summary>The words of a folded text with their weights.</summary>
    public static ComparableWord[] Weigh(string folded)
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
            words[count++] = new ComparableWord(start, length, signed ? Little : Of(word));

            // A text may also open with such a word: a signature has something before it and little behind it.
            signed |= count > 5 && folded.Length - start - length <= LongestSignature && Closings.Contains(word);
            start += length + 1;
        }

        return words;
    }

    private static FrozenDictionary<string, byte> Read()
    {
        var known = new Dictionary<string, byte>(StringComparer.Ordinal);
        foreach (var theme in WordLists.Themes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            known[Folded(theme)] = Theme;
        }

        foreach (var small in string.Join(' ', WordLists.Turkish, WordLists.Azerbaijani, WordLists.Persian, WordLists.English, WordLists.Closings, WordLists.Headers).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            known[Folded(small)] = Little;
        }

        known[ComparableText.Link] = known[ComparableText.Mailbox] = known[ComparableText.Tracking] = Little;
        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Folded(string word)
    {
        using var folder = new TextFolder();
        folder.Append(word);
        return folder.Written.ToString();
    }
}
