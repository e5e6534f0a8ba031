namespace Ingestion.Classifier;

/// <summary>A tree over symbols with the cues that end at each node. Reading it allocates nothing.</summary>
internal sealed class CueTrie
{
    private const int Width = Symbols.Count;

    private readonly List<ushort> head = [0];
    private readonly List<ushort> following = [0];
    private ushort[] next = new ushort[256 * Width];

    /// <summary>Adds a cue; <paramref name="cue"/> numbers begin with 1.</summary>
    public void Add(ReadOnlySpan<byte> symbols, int cue)
    {
        var node = 0;
        foreach (var symbol in symbols)
        {
            ref var child = ref next[(node * Width) + symbol];
            if (child == 0)
            {
                child = checked((ushort)head.Count);
                head.Add(0);
                if (head.Count * Width > next.Length)
                {
                    node = child;
                    Array.Resize(ref next, next.Length * 2);
                    continue;
                }
            }

            node = child;
        }

        while (following.Count <= cue)
        {
            following.Add(0);
        }

        following[cue] = head[node];
        head[node] = checked((ushort)cue);
    }

    /// <summary>The node below, or 0.</summary>
    public int Step(int node, byte symbol) => next[(node * Width) + symbol];

    /// <summary>The first cue that ends here, or 0.</summary>
    public int First(int node) => head[node];

    /// <summary>The next cue that ends at the same node, or 0.</summary>
    public int After(int cue) => following[cue];
}
