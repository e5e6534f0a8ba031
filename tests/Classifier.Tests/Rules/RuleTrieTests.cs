using Ingestion.Classifier;
using Ingestion.Classifier.Rules;
using Xunit;

namespace Classifier.Tests.Rules;

public sealed class RuleTrieTests
{
    private static readonly string[] Parts = ["a", "b", "ab", "abc", "ba", "#", "*", "a-", "ab-", "b-", "c"];
    private static readonly string[] Words = ["a", "b", "ab", "abc", "abca", "ba", "c", "1", "12", "1a", "a1"];

    [Fact]
    public void Find_RandomPhrases_AreFoundAsTheyAreWritten()
    {
        var random = new Random(20261122);
        var trie = new RuleTrie();
        var phrases = new List<string>();
        while (phrases.Count < 300)
        {
            var written = string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Parts[random.Next(Parts.Length)]));
            if (RulePhraseReader.Read(written, out var words) is null)
            {
                phrases.Add(written);
                Assert.True(trie.Add(words, phrases.Count));
            }
        }

        trie.Arrange();
        var found = new RuleMatch[1_000];
        for (var round = 0; round < 2_000; round++)
        {
            var text = Enumerable.Range(0, random.Next(1, 7)).Select(_ => Words[random.Next(Words.Length)]).ToArray();
            var expected = phrases.Index().Where(phrase => Stands(phrase.Item.Split(' '), text)).Select(phrase => new RuleMatch(phrase.Index + 1, End(phrase.Item.Split(' ').Length, text)));
            var count = trie.Find(Fold(string.Join(' ', text)), 1, found);
            Assert.Equal(expected.OrderBy(match => match.Phrase), found[..count].OrderBy(match => match.Phrase));
        }
    }

    /// <summary>Word by word.</summary>
    private static bool Stands(string[] phrase, string[] text) => phrase.Length <= text.Length && phrase.Zip(text).All(pair => pair.First switch
    {
        "*" => true,
        "#" => pair.Second.All(char.IsDigit),
        [.. var beginning, '-'] => pair.Second.StartsWith(beginning, StringComparison.Ordinal),
        var word => word == pair.Second,
    });

    /// <summary>The space behind the last word; one stands before the first.</summary>
    private static int End(int words, string[] text) => text.Take(words).Sum(word => word.Length + 1);

    private static byte[] Fold(string text)
    {
        var buffer = new byte[text.Length + 2];
        buffer[0] = Symbols.Space;
        var signs = default(TextSigns);
        return buffer[..TextFolding.Append(text, buffer, 1, ref signs)];
    }
}
