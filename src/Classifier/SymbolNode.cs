using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ingestion.Classifier;

/// <summary>A node of a <see cref="SymbolTree"/>.</summary>
/// <param name="Children">A bit for each symbol that leads on.</param>
/// <param name="FirstChild">The child of the lowest symbol; the others follow in the order of their symbols.</param>
/// <param name="Rest">Where the rest of the word leads, or 0.</param>
/// <param name="Word">Where any word leads, or 0.</param>
/// <param name="Number">The number that was put here last, or 0.</param>
internal readonly record struct SymbolNode(ulong Children, ushort FirstChild, ushort Rest, ushort Word, ushort Number)
{
    /// <summary>The node below, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Step(byte symbol)
    {
        var bit = 1UL << symbol;
        return (Children & bit) == 0 ? 0 : FirstChild + BitOperations.PopCount(Children & (bit - 1));
    }
}
