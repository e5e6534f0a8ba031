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

    /// <summary>Numbers the nodes by their depth: the first letters of all cues, where most walks end, then lie together in memory.</summary>
    public void Arrange()
    {
        var order = new List<int> { 0 };
        for (var i = 0; i < order.Count; i++)
        {
            for (var symbol = 0; symbol < Width; symbol++)
            {
                if (next[(order[i] * Width) + symbol] is not 0 and var child)
                {
                    order.Add(child);
                }
            }
        }

        var place = new ushort[order.Count];
        for (var i = 0; i < order.Count; i++)
        {
            place[order[i]] = (ushort)i;
        }

        var arranged = new ushort[order.Count * Width];
        for (var i = 0; i < arranged.Length; i++)
        {
            arranged[i] = place[next[(order[i / Width] * Width) + (i % Width)]];
        }

        ushort[] heads = [.. order.Select(node => head[node])];
        head.Clear();
        head.AddRange(heads);
        next = arranged;
    }

    /// <summary>The node below, or 0.</summary>
    public int Step(int node, byte symbol) => next[(node * Width) + symbol];

    /// <summary>The first cue that ends here, or 0.</summary>
    public int First(int node) => head[node];

    /// <summary>The next cue that ends at the same node, or 0.</summary>
    public int After(int cue) => following[cue];
}
