using System.Numerics;

namespace Ingestion.Classifier;

/// <summary>
/// Words and phrases as a tree over symbols, each ending in a number. A node takes 16 bytes, the children of a node stand side by side and the first
/// letters of all words together: what most walks touch lies in a few lines of memory. Reading it allocates nothing. Made by <see cref="SymbolTreeGrowth"/>.
/// </summary>
internal sealed class SymbolTree(SymbolNode[] nodes, ushort[] following)
{
    /// <summary>Leads nowhere.</summary>
    public static readonly SymbolTree Empty = new([default], [0]);

    /// <summary>A node; the root is 0.</summary>
    public ref readonly SymbolNode this[int node] => ref nodes[node];

    /// <summary>The node below, or 0.</summary>
    public int Step(int node, byte symbol)
    {
        ref readonly var here = ref nodes[node];
        var bit = 1UL << symbol;
        return (here.Children & bit) == 0 ? 0 : here.FirstChild + BitOperations.PopCount(here.Children & (bit - 1));
    }

    /// <summary>The first number that ends here, or 0.</summary>
    public int First(int node) => nodes[node].Number;

    /// <summary>The next number that ends at the same node, or 0.</summary>
    public int After(int number) => following[number];
}
