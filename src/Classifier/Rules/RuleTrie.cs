namespace Ingestion.Classifier.Rules;

/// <summary>
/// Phrases as a tree over symbols. Beside a symbol a node may lead on to "the rest of the word" and to "any word", so that a phrase finds its words
/// with whatever ending. A walk never goes back: it is bounded by the phrases, not by the text.
/// </summary>
internal sealed class RuleTrie
{
    private const int Width = Symbols.Count;
    private const int MostNodes = ushort.MaxValue;

    private readonly List<ushort> rest = [0];
    private readonly List<ushort> word = [0];
    private readonly List<ushort> head = [0];
    private readonly List<ushort> following = [0];
    private ushort[] next = new ushort[1024 * Width];

    /// <summary>Adds a phrase; numbers begin with 1. False when there are too many.</summary>
    public bool Add(IReadOnlyList<RuleWord> words, int phrase)
    {
        var node = 0;
        for (var i = 0; i < words.Count; i++)
        {
            node = words[i].IsAny ? Link(word, node) : Spell(words[i], node);
            var isLast = i == words.Count - 1;
            if (!isLast && words[i].IsBeginning)
            {
                node = Link(rest, node);
            }

            // A word that may be anything ends behind its space.
            if (!words[i].IsAny && (!isLast || !words[i].IsBeginning))
            {
                node = Child(node, Symbols.Space);
            }

            if (head.Count >= MostNodes - 64)
            {
                return false;
            }
        }

        while (following.Count <= phrase)
        {
            following.Add(0);
        }

        following[phrase] = head[node];
        head[node] = (ushort)phrase;
        return true;
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

    /// <summary>Gives back the room that was taken in advance.</summary>
    public void Trim() => Array.Resize(ref next, head.Count * Width);

    private void Walk(ReadOnlySpan<byte> words, int at, int node, Span<RuleMatch> found, ref int count)
    {
        while (true)
        {
            for (var phrase = head[node]; phrase != 0 && count < found.Length; phrase = following[phrase])
            {
                found[count++] = new RuleMatch(phrase, words[at - 1] == Symbols.Space ? at - 1 : EndOfWord(words, at));
            }

            if (rest[node] != 0)
            {
                Walk(words, EndOfWord(words, at), rest[node], found, ref count);
            }

            if (at == words.Length)
            {
                return;
            }

            if (word[node] != 0 && words[at] != Symbols.Space)
            {
                Walk(words, EndOfWord(words, at) + 1, word[node], found, ref count);
            }

            node = next[(node * Width) + words[at]];
            if (node == 0)
            {
                return;
            }

            at++;
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
            node = Child(node, symbol);
        }

        if (spelled.IsNumber)
        {
            // A number has as many digits as it has.
            next[(node * Width) + spelled.Letters[^1]] = (ushort)node;
        }

        return node;
    }

    private int Child(int node, byte symbol)
    {
        var place = (node * Width) + symbol;
        if (next[place] == 0)
        {
            var child = Grow();
            next[place] = child;
        }

        return next[place];
    }

    private int Link(List<ushort> links, int node)
    {
        if (links[node] == 0)
        {
            links[node] = Grow();
        }

        return links[node];
    }

    private ushort Grow()
    {
        var node = head.Count;
        head.Add(0);
        rest.Add(0);
        word.Add(0);
        if (head.Count * Width > next.Length)
        {
            Array.Resize(ref next, next.Length * 2);
        }

        return (ushort)node;
    }
}
