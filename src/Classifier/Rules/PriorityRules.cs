namespace Ingestion.Classifier.Rules;

/// <summary>
/// What makes a message urgent, as phrases of four languages with points, read from a file: see docs/classifier.md. Spellings with and without a
/// language's letters are one.
/// </summary>
public sealed class PriorityRules
{
    internal const int MostCauses = 40;

    private const int MostAtOnePlace = 32;
    private static readonly Lazy<PriorityRules> Shared = new(() => PriorityRulesReader.ReadEmbedded());

    internal PriorityRules(IReadOnlyList<PriorityCause> causes, IReadOnlyList<RulePhrase> phrases, RuleTrie trie, RuleTrie behind)
    {
        Causes = causes;
        Phrases = phrases;
        Trie = trie;
        Behind = behind;
    }

    /// <summary>The rules that the library ships with.</summary>
    public static PriorityRules Embedded => Shared.Value;

    public IReadOnlyList<PriorityCause> Causes { get; }

    internal IReadOnlyList<RulePhrase> Phrases { get; }

    private RuleTrie Trie { get; }

    /// <summary>Phrases that take away what stands right before them.</summary>
    private RuleTrie Behind { get; }

    /// <summary>The embedded rules with those of a file added to them.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="InvalidDataException">Something in the file is wrong: one line for each fault, with file, line and what to write.</exception>
    public static PriorityRules Extended(TextReader text, string file) => PriorityRulesReader.ReadExtended(text, file);

    /// <summary>A cause by its name, or null.</summary>
    public PriorityCause? Find(string name) => Causes.FirstOrDefault(cause => cause.Name == name);

    internal RulePhrase Phrase(int number) => Phrases[number - 1];

    /// <summary>Whether a harmless use of the cause begins within the phrase: "a fire" in "a fire extinguisher".</summary>
    private bool IsExcepted(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> words, int start, int cause)
    {
        Span<RuleMatch> found = stackalloc RuleMatch[MostAtOnePlace];
        for (var at = start + 1; at < phrase.Length; at++)
        {
            if (words[at - 1] != Symbols.Space)
            {
                continue;
            }

            var count = Trie.Find(words, at, found);
            for (var i = 0; i < count; i++)
            {
                if (Phrase(found[i].Phrase) is { Sort: RuleSort.Except } except && except.Cause == cause)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Finds what the folded words name.</summary>
    internal void Collect(ReadOnlySpan<byte> words, SentenceMarks marks, ref RuleHits hits)
    {
        Span<RuleMatch> found = stackalloc RuleMatch[MostAtOnePlace];
        Span<int> covered = stackalloc int[MostCauses];
        covered.Clear();
        Span<int> denied = stackalloc int[4];
        denied.Fill(-1);
        var next = 0;
        for (var start = 1; start < words.Length; start++)
        {
            if (words[start - 1] != Symbols.Space)
            {
                // Words are parted by one space each.
                var length = words[start..].IndexOf(Symbols.Space);
                if (length < 0)
                {
                    return;
                }

                start += length;
                continue;
            }

            var count = Trie.Find(words, start, found);
            for (var i = 0; i < count; i++)
            {
                var phrase = Phrase(found[i].Phrase);
                if (phrase.Sort == RuleSort.Except)
                {
                    covered[phrase.Cause] = Math.Max(covered[phrase.Cause], found[i].End);
                }
                else if (phrase.Sort == RuleSort.NotBefore)
                {
                    denied[next++ & 3] = found[i].End;
                }
            }

            for (var i = 0; i < count; i++)
            {
                var (number, end) = found[i];
                var phrase = Phrase(number);
                if (phrase.Sort == RuleSort.Raise && covered[phrase.Cause] <= start && !(denied.Contains(start - 1) && !marks.StandAt(words, start - 1)) && !(Behind.Begins(words, Math.Min(end + 1, words.Length)) && !marks.StandAt(words, end)) && !IsExcepted(words[..end], words, start, phrase.Cause))
                {
                    hits.Add(number, phrase);
                }
            }
        }
    }
}
