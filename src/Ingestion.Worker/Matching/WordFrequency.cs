using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Ingestion.Worker.Matching;

/// <summary>
/// In how many messages a word stem was seen. Approximate and bounded: rare stems that share a place count as one. What the language's words are is known from
/// the beginning, see <see cref="CommonWords"/>. One thread adds; others may read meanwhile and see some of it.
/// </summary>
internal sealed class WordFrequency
{
    /// <summary>Places; their counts are what is stored.</summary>
    public const int Places = 1 << 17;

    // Before anything was seen, every word counts as known from a small pool.
    private const float PriorMessages = 1_000;

    private const float CommonBits = 5f;
    private const float MostBits = 15f;

    // A word that is no place stands now and then where places do.
    private const int LeastNamed = 3;
    private const int FewMessages = 6;

    private static readonly FrozenSet<ulong> Everyday = Concepts.Words.Select(word => WordStem.Of(word)).Concat(CommonWords.Parts.Keys).ToFrozenSet();
    private static readonly float[] Prior = Priors();

    private readonly int[] counts = new int[Places];

    /// <summary>Messages seen.</summary>
    public long Messages { get; private set; }

    public void Add(NearFingerprint print)
    {
        Messages++;
        foreach (var stem in print.Stems)
        {
            if (TextMark.KindOf(stem) > TextMark.Place)
            {
                break;
            }

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
    public float BitsOf(ulong stem)
    {
        var place = PlaceOf(stem);
        return Math.Clamp(MathF.Log2((Messages + PriorMessages) / (counts[place] + Prior[place])) - CommonBits, 0f, MostBits);
    }

    /// <summary>What part of messages has the stem, as far as the pool knows beside the <paramref name="lately"/> messages that were just seen with it.</summary>
    public float PartOf(ulong stem, int lately)
    {
        var place = PlaceOf(stem);
        return (Math.Max(0, counts[place] - lately) + Prior[place]) / (Messages + PriorMessages);
    }

    /// <summary>Whether everybody uses the word, whatever the matter is.</summary>
    public bool IsEveryday(ulong word) => Everyday.Contains(word);

    /// <summary>Whether a word is the name of a place: most messages have it where names of places stand.</summary>
    /// <param name="isNamed">So it stands in one of the texts compared, which decides while the pool hardly knows the word.</param>
    public bool IsPlace(ulong word, bool isNamed)
    {
        if (IsEveryday(word))
        {
            return false;
        }

        var seen = counts[PlaceOf(word)];
        var named = counts[PlaceOf(TextMark.Of(TextMark.Named, word))];
        return (isNamed && seen < FewMessages) || (named > 1 && named * LeastNamed >= seen && counts[PlaceOf(TextMark.Of(TextMark.Place, word))] > 0);
    }

    private static float[] Priors()
    {
        var priors = new float[Places];
        Array.Fill(priors, 1f);
        foreach (var (stem, part) in CommonWords.Parts)
        {
            priors[PlaceOf(stem)] = 1f + (part * PriorMessages);
        }

        return priors;
    }

    private static int PlaceOf(ulong stem) => (int)(NearFingerprint.Mix(stem) % Places);
}
