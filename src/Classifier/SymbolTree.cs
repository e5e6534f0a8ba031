namespace Ingestion.Classifier;

/// <summary>
/// Words and phrases as a tree over symbols, each ending in a number. A node takes 16 bytes, the children of a node stand side by side, the first
/// letters of all words together and the rest of each word in one piece: a walk touches few lines of memory. Reading it allocates nothing. Made by <see cref="SymbolTreeGrowth"/>.
/// </summary>
internal sealed class SymbolTree(SymbolNode[] nodes, ushort[] following)
{
    /// <summary>Leads nowhere.</summary>
    public static readonly SymbolTree Empty = new([default], [0]);

    /// <summary>By number; the root is 0.</summary>
    public ReadOnlySpan<SymbolNode> Nodes => nodes;

    /// <summary>The next number that ends at the same node, or 0.</summary>
    public int After(int number) => following[number];
}
