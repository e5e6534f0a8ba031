using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class SymbolTreeTests
{
    [Fact]
    public void Arrange_RandomWords_AreAllFoundAndNothingElse()
    {
        var random = new Random(20261122);
        var growth = new SymbolTreeGrowth();
        var words = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var number = 1; number <= 3_000; number++)
        {
            var word = Word(random);
            growth.Add(Symbol(word), number);
            if (!words.TryGetValue(word, out var numbers))
            {
                words[word] = numbers = [];
            }

            numbers.Insert(0, number);
        }

        var tree = growth.Arrange();
        Assert.Equal(growth.Count, tree.Nodes.Length);
        foreach (var word in words.Keys.Concat(Enumerable.Range(0, 3_000).Select(_ => Word(random))))
        {
            Assert.Equal(words.GetValueOrDefault(word) ?? [], Numbers(tree, word));
        }
    }

    private static List<int> Numbers(SymbolTree tree, string word)
    {
        var node = 0;
        foreach (var symbol in Symbol(word))
        {
            node = tree.Nodes[node].Step(symbol);
            if (node == 0)
            {
                return [];
            }
        }

        var found = new List<int>();
        for (int number = tree.Nodes[node].Number; number != 0; number = tree.After(number))
        {
            found.Add(number);
        }

        return found;
    }

    /// <summary>Of few symbols, so that words meet, the first and the last one among them.</summary>
    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => (char)(random.Next(2) == 0 ? random.Next(1, 4) : random.Next(Symbols.Count - 3, Symbols.Count)))]);

    private static byte[] Symbol(string word) => [.. word.Select(character => (byte)character)];
}
