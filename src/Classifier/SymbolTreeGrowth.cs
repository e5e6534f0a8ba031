using System.Numerics;
using System.Runtime.InteropServices;

namespace Ingestion.Classifier;

/// <summary>A tree over symbols while words are added to it. Nodes have numbers in the order in which they came; the root is 0.</summary>
internal sealed class SymbolTreeGrowth
{
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

    /// <summary>Numbers the nodes by their depth, children in the order of their symbols.</summary>
    public SymbolTree Arrange()
    {
        var order = new List<ushort>(twigs.Count) { 0 };
        var nodes = new SymbolNode[twigs.Count];
        Span<ushort> bySymbol = stackalloc ushort[Symbols.Count];
        for (var i = 0; i < order.Count; i++)
        {
            var twig = twigs[order[i]];
            var children = 0UL;
            for (var child = twig.FirstChild; child != 0; child = twigs[child].Sibling)
            {
                children |= 1UL << twigs[child].Symbol;
                bySymbol[twigs[child].Symbol] = child;
            }

            var first = (ushort)order.Count;
            for (var left = children; left != 0; left &= left - 1)
            {
                order.Add(bySymbol[BitOperations.TrailingZeroCount(left)]);
            }

            nodes[i] = new SymbolNode(children, first, Place(twig.Rest, order), Place(twig.Word, order), twig.Number);
        }

        return new SymbolTree(nodes, [.. following]);
    }

    private static ushort Place(ushort node, List<ushort> order)
    {
        if (node == 0)
        {
            return 0;
        }

        order.Add(node);
        return (ushort)(order.Count - 1);
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
