using Ingestion.Classifier.Rules;

namespace Ingestion.Classifier;

/// <summary>
/// Categories by an operator's words: own ones, and words for the built-in ones. The words come before the model: a text that has one is of its
/// category, the more so the more of them it has.
/// </summary>
public sealed class OwnCategories
{
    internal const int Most = 60;

    private const float OneWord = 0.7f;
    private const float EachMore = 0.1f;
    private const float Surest = 0.95f;
    private const int MostAtOnePlace = 16;

    private readonly string[] _names;
    private readonly ClassificationReason[] _reasons;
    private readonly int[] _categoryOf;
    private readonly RuleTrie _trie;

    private OwnCategories(string[] names, ClassificationReason[] reasons, int[] categoryOf, RuleTrie trie)
    {
        _names = names;
        _reasons = reasons;
        _categoryOf = categoryOf;
        _trie = trie;
    }

    /// <summary>Reads words by category: <c>word</c>, <c>word-</c> for a beginning, phrases of them.</summary>
    /// <param name="words">By name: small letters a to z, digits and underscores; a built-in name gives words to that category.</param>
    /// <param name="faults">What is wrong: the name, the number of the word within it or null, and what to do.</param>
    /// <returns>Null when there are none, or something is wrong.</returns>
    public static OwnCategories? Read(IReadOnlyDictionary<string, IReadOnlyList<string>> words, ICollection<(string Name, int? Word, string Message)> faults)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(faults);
        var trie = new RuleTrie();
        var reasons = new List<ClassificationReason>();
        var categoryOf = new List<int>();
        string[] names = [.. words.Keys.Order(StringComparer.Ordinal)];
        if (names.Length > Most)
        {
            faults.Add((names[Most], null, FormattableString.Invariant($"is one too many: there may be {Most} categories")));
        }

        for (var category = 0; category < names.Length; category++)
        {
            var name = names[category];
            if (name.Length is 0 or > 40 || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
            {
                faults.Add((name, null, "cannot be a category: write up to 40 small letters a to z, digits and underscores"));
            }

            for (var i = 0; i < words[name].Count; i++)
            {
                var written = words[name][i];
                if (RulePhraseReader.Read(written, out var parts) is { } fault)
                {
                    faults.Add((name, i, fault));
                }
                else if (!trie.Add(parts, reasons.Count + 1))
                {
                    faults.Add((name, i, "is one too many: the words have too many letters together"));
                }
                else
                {
                    reasons.Add(new ClassificationReason("category", $"{name}:{written}"));
                    categoryOf.Add(category);
                }
            }
        }

        trie.Arrange();
        return faults.Count > 0 || reasons.Count == 0 ? null : new OwnCategories(names, [.. reasons], [.. categoryOf], trie);
    }

    /// <summary>The category with the most words in the folded text; a score of 0 when none has any.</summary>
    internal (CategoryScore Score, ClassificationReason? Reason) Find(ReadOnlySpan<byte> words)
    {
        Span<RuleMatch> found = stackalloc RuleMatch[MostAtOnePlace];
        Span<int> counts = stackalloc int[Most];
        counts.Clear();
        Span<int> first = stackalloc int[Most];
        var best = -1;
        for (var start = 1; start < words.Length; start++)
        {
            if (words[start - 1] != Symbols.Space)
            {
                continue;
            }

            var count = _trie.Find(words, start, found);
            for (var i = 0; i < count; i++)
            {
                var category = _categoryOf[found[i].Phrase - 1];
                first[category] = counts[category]++ == 0 ? found[i].Phrase : first[category];
                best = best < 0 || counts[category] > counts[best] ? category : best;
            }
        }

        return best < 0 ? default : (new CategoryScore(_names[best], MathF.Min(Surest, OneWord + (EachMore * (counts[best] - 1)))), _reasons[first[best] - 1]);
    }
}
