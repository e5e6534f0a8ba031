namespace Ingestion.Classifier.Rules;

/// <summary>
/// Phrases as a tree over symbols. Beside a symbol a node may lead on to "the rest of the word" and to "any word", so that a phrase finds its words
/// with whatever ending. A walk never goes back: it is bounded by the phrases, not by the text.
/// </summary>
internal sealed class RuleTrie
{
    private const int MostNodes = ushort.MaxValue;

    private SymbolTreeGrowth growth = new();
    private SymbolTree tree = SymbolTree.Empty;

    /// <summary>Adds a phrase; numbers begin with 1. False when there are too many.</summary>
    public bool Add(IReadOnlyList<RuleWord> words, int phrase)
    {
        var node = 0;
        for (var i = 0; i < words.Count; i++)
        {
            node = words[i].IsAny ? growth.Word(node) : Spell(words[i], node);
            var isLast = i == words.Count - 1;
            if (!isLast && words[i].IsBeginning)
            {
                node = growth.Rest(node);
            }

            // A word that may be anything ends behind its space.
            if (!words[i].IsAny && (!isLast || !words[i].IsBeginning))
            {
                node = growth.Child(node, Symbols.Space);
            }

            if (growth.Count >= MostNodes - 64)
            {
                return false;
            }
        }

        growth.Put(node, phrase);
        return true;
    }

    /// <summary>Makes what was added ready to be found; nothing is added afterwards.</summary>
    public void Arrange()
    {
        tree = growth.Arrange();
        growth = new SymbolTreeGrowth();
    }

    /// <summary>Finds the phrases that begin at <paramref name="start"/>, where a word begins. Returns how many; what goes beyond the room is left out.</summary>
    public int Find(ReadOnlySpan<byte> words, int start, Span<RuleMatch> found)
    {
        var count = 0;
        Walk(words, start, 0, found, ref count);
        return count;
    }

    /// <summary>Whether any phrase begins there.</summary>
    public bool Begins(ReadOnlySpan<byte> words, int start)
    {
        Span<RuleMatch> one = stackalloc RuleMatch[1];
        return Find(words, start, one) > 0;
    }

    private void Walk(ReadOnlySpan<byte> words, int at, int node, Span<RuleMatch> found, ref int count)
    {
        var nodes = tree.Nodes;
        while (true)
        {
            ref readonly var here = ref nodes[node];
            for (int phrase = here.Number; phrase != 0 && count < found.Length; phrase = tree.After(phrase))
            {
                found[count++] = new RuleMatch(phrase, words[at - 1] == Symbols.Space ? at - 1 : EndOfWord(words, at));
            }

            if (here.Rest != 0)
            {
                Walk(words, EndOfWord(words, at), here.Rest, found, ref count);
            }

            if (at == words.Length)
            {
                return;
            }

            if (here.Word != 0 && words[at] != Symbols.Space)
            {
                Walk(words, EndOfWord(words, at) + 1, here.Word, found, ref count);
            }

            var symbol = words[at++];
            node = here.Step(symbol);
            if (node == 0)
            {
                return;
            }

            while (symbol == Symbols.Digit && at < words.Length && words[at] == Symbols.Digit)
            {
                // A number has as many digits as it has.
                at++;
            }
        }
    }

    private static int EndOfWord(ReadOnlySpan<byte> words, int at)
    {
        var length = words[at..].IndexOf(Symbols.Space);
        return length < 0 ? words.Length - 1 : at + length;
    }

    private int Spell(RuleWord spelled, int node)
    {
        foreach (var symbol in spelled.Letters)
        {
            node = growth.Child(node, symbol);
        }

        return node;
    }
}
