using System.Runtime.InteropServices;

namespace Ingestion.Worker.Matching;

/// <summary>
/// In how many messages a word stem was seen. Approximate and bounded: rare stems that share a place count as one. One thread adds; others may read meanwhile
/// and see some of it.
/// </summary>
internal sealed class WordFrequency
{
    /// <summary>Places; their counts are what is stored.</summary>
    public const int Places = 1 << 17;

    // Before anything was seen, every word counts as known from a small pool.
    private const float PriorMessages = 1_000;

    private const float CommonBits = 5f;

    private readonly int[] counts = new int[Places];

    /// <summary>Messages seen.</summary>
    public long Messages { get; private set; }

    public void Add(NearFingerprint print)
    {
        Messages++;
        foreach (var stem in print.Stems)
        {
            counts[PlaceOf(stem)]++;
        }
    }

    /// <summary>Adds what was seen elsewhere or before.</summary>
    /// <param name="messages">Messages seen.</param>
    /// <param name="bytes">Their <see cref="Places"/> counts, little endian, four bytes each.</param>
    public void Add(long messages, ReadOnlySpan<byte> bytes)
    {
        var added = MemoryMarshal.Cast<byte, int>(bytes);
        for (var i = 0; i < Math.Min(added.Length, counts.Length); i++)
        {
            counts[i] += added[i];
        }

        Messages += messages;
    }

    /// <summary>The counts, little endian, four bytes each.</summary>
    public byte[] Bytes() => MemoryMarshal.AsBytes(counts.AsSpan()).ToArray();

    /// <summary>What sharing the stem says, in bits: 0 for one that every 32nd message has or more, 15 at most.</summary>
    public float BitsOf(ulong stem) =>
        Math.Clamp(MathF.Log2((Messages + PriorMessages) / (counts[PlaceOf(stem)] + 1f)) - CommonBits, 0f, 15f);

    private static int PlaceOf(ulong stem) => (int)(NearFingerprint.Mix(stem) % Places);
}
