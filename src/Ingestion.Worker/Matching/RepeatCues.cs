using System.Collections.Frozen;

namespace Ingestion.Worker.Matching;

/// <summary>
/// Wording by which customers come back: they say that they told it before, or that it goes on. The table is <c>RepeatCues.txt</c>: phrases between commas,
/// a star for any ending.
/// </summary>
internal static class RepeatCues
{
    private const int Letters = 3;

    private static readonly FrozenDictionary<string, (RepeatCue Cue, (string Word, bool IsBeginning)[] Words)[]>.AlternateLookup<ReadOnlySpan<char>> ByBegin = Read();

    /// <summary>The strongest that the text has.</summary>
    public static RepeatCue Of(ComparableText text)
    {
        var strongest = RepeatCue.None;
        for (var at = 0; at < text.Words.Length && strongest < RepeatCue.Told; at++)
        {
            var word = text[text.Words[at]];
            if (!ByBegin.TryGetValue(word[..Math.Min(Letters, word.Length)], out var phrases))
            {
                continue;
            }

            foreach (var (cue, words) in phrases)
            {
                if (cue > strongest && Stands(text, at, words))
                {
                    strongest = cue;
                }
            }
        }

        return strongest;
    }

    private static bool Stands(ComparableText text, int at, (string Word, bool IsBeginning)[] words)
    {
        if (at + words.Length > text.Words.Length)
        {
            return false;
        }

        for (var i = 0; i < words.Length; i++)
        {
            var written = text[text.Words[at + i]];
            if (words[i].IsBeginning ? !written.StartsWith(words[i].Word) : !written.SequenceEqual(words[i].Word))
            {
                return false;
            }
        }

        return true;
    }

    private static FrozenDictionary<string, (RepeatCue Cue, (string Word, bool IsBeginning)[] Words)[]>.AlternateLookup<ReadOnlySpan<char>> Read()
    {
        var phrases = new List<(RepeatCue Cue, (string Word, bool IsBeginning)[] Words)>();
        foreach (var line in WordTable.Lines("RepeatCues"))
        {
            var parts = line.Split(':', 2);
            var cue = Enum.Parse<RepeatCue>(parts[0], ignoreCase: true);
            foreach (var phrase in parts[1].Split([',', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var folded = ComparableText.Of(phrase.Trim('*', '=')).Text.Split(' ');
                phrases.Add((cue, [.. folded.Select((word, i) => (word, phrase.EndsWith('*') && i == folded.Length - 1))]));
            }
        }

        return phrases
            .GroupBy(phrase => phrase.Words[0].Word[..Math.Min(Letters, phrase.Words[0].Word.Length)], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
