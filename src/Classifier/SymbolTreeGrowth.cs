using System.Numerics;
using System.Runtime.InteropServices;

namespace Ingestion.Classifier;

/// <summary>A tree over symbols while words are added to it. Nodes have numbers in the order in which they came; the root is 0.</summary>
internal sealed class SymbolTreeGrowth
{
    /// <summary>Where most walks end.</summary>
    private const int TopLetters = 3;

    private readonly List<Twig> twigs = [default];
    private readonly List<ushort> following = [0];

    /// <summary>How many nodes there are.</summary>
    public int Count => twigs.Count;

    /// <summary>The node below; it grows where there is none.</summary>
    /// <exception cref="OverflowException">There are more than 65,536 nodes.</exception>
    public int Child(int node, byte symbol)
    {
        var child = (int)twigs[node].FirstChild;
        while (child != 0 && twigs[child].Symbol != symbol)
        {
            child = twigs[child].Sibling;
        }

        if (child == 0)
        {
            child = Grow(new Twig { Symbol = symbol, Sibling = twigs[node].FirstChild });
            At(node).FirstChild = (ushort)child;
        }

        return child;
    }

    /// <summary>Where the rest of the word leads.</summary>
    public int Rest(int node)
    {
        if (twigs[node].Rest == 0)
        {
            var rest = Grow(default);
            At(node).Rest = rest;
        }

        return twigs[node].Rest;
    }

    /// <summary>Where any word leads.</summary>
    public int Word(int node)
    {
        if (twigs[node].Word == 0)
        {
            var word = Grow(default);
            At(node).Word = word;
        }

        return twigs[node].Word;
    }

    /// <summary>Adds a word that ends in <paramref name="number"/>; numbers begin with 1.</summary>
    public void Add(ReadOnlySpan<byte> symbols, int number)
    {
        var node = 0;
        foreach (var symbol in symbols)
        {
            node = Child(node, symbol);
        }

        Put(node, number);
    }

    /// <summary>Lets a number end at a node, before those that end there already.</summary>
    public void Put(int node, int number)
    {
        while (following.Count <= number)
        {
            following.Add(0);
        }

        ref var twig = ref At(node);
        following[number] = twig.Number;
        twig.Number = checked((ushort)number);
    }

    /// <summary>
    /// Numbers the nodes anew: the first letters of all words by their depth, the rest of each word in one piece; children in the order of their symbols.
    /// </summary>
    public SymbolTree Arrange()
    {
        var nodes = new SymbolNode[twigs.Count];
        var top = new List<(int Twig, int Place)> { (0, 0) };
        var taken = 1;
        for (var depth = 0; depth < TopLetters; depth++)
        {
            List<(int, int)> below = [];
            foreach (var (twig, place) in top)
            {
                Settle(twig, place, nodes, ref taken, below);
            }

            top = below;
        }

        var path = new List<(int Twig, int Place)>();
        foreach (var (twig, place) in top)
        {
            SettleAll(twig, place, nodes, ref taken, path);
        }

        return new SymbolTree(nodes, [.. following]);
    }

    private void SettleAll(int twig, int place, SymbolNode[] nodes, ref int taken, List<(int Twig, int Place)> path)
    {
        var from = path.Count;
        Settle(twig, place, nodes, ref taken, path);
        var to = path.Count;
        for (var i = from; i < to; i++)
        {
            SettleAll(path[i].Twig, path[i].Place, nodes, ref taken, path);
        }

        path.RemoveRange(from, to - from);
    }

    /// <summary>Gives a node its place, and the next free ones to those below it.</summary>
    private void Settle(int twig, int place, SymbolNode[] nodes, ref int taken, List<(int Twig, int Place)> below)
    {
        var (children, first) = (0UL, taken);
        Span<ushort> bySymbol = stackalloc ushort[Symbols.Count];
        for (var child = twigs[twig].FirstChild; child != 0; child = twigs[child].Sibling)
        {
            children |= 1UL << twigs[child].Symbol;
            bySymbol[twigs[child].Symbol] = child;
        }

        for (var left = children; left != 0; left &= left - 1)
        {
            below.Add((bySymbol[BitOperations.TrailingZeroCount(left)], taken++));
        }

        var rest = SettleLink(twigs[twig].Rest, ref taken, below);
        var word = SettleLink(twigs[twig].Word, ref taken, below);
        nodes[place] = new SymbolNode(children, (ushort)first, rest, word, twigs[twig].Number);
    }

    private static ushort SettleLink(ushort twig, ref int taken, List<(int Twig, int Place)> below)
    {
        if (twig == 0)
        {
            return 0;
        }

        below.Add((twig, taken));
        return (ushort)taken++;
    }

    private ushort Grow(Twig twig)
    {
        var node = checked((ushort)twigs.Count);
        twigs.Add(twig);
        return node;
    }

    private ref Twig At(int node) => ref CollectionsMarshal.AsSpan(twigs)[node];

    private struct Twig
    {
        public byte Symbol;
        public ushort FirstChild;
        public ushort Sibling;
        public ushort Rest;
        public ushort Word;
        public ushort Number;
    }
}
