namespace Ingestion.Worker.Matching;

/// <summary>
/// In how many messages a word stem was seen. Approximate and bounded: rare stems that share a place count as one. Not safe for several threads.
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

    /// <summary>What sharing the stem says, in bits: 0 for one that every 32nd message has or more, 15 at most.</summary>
    public float BitsOf(ulong stem) =>
        Math.Clamp(MathF.Log2((Messages + PriorMessages) / (counts[PlaceOf(stem)] + 1f)) - CommonBits, 0f, 15f);

    private static int PlaceOf(ulong stem) => (int)(NearFingerprint.Mix(stem) % Places);
}
