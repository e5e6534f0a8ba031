using System.Numerics;
using System.Runtime.InteropServices;

namespace Ingestion.Worker.Matching;

/// <summary>
/// What is kept of a text to find others like it: a MinHash sketch over weighted character shingles, and the stems of its words. Equal folded texts have equal
/// fingerprints, on every machine and in every culture; docs/decisions/0018 says why this kind.
/// </summary>
internal sealed class NearFingerprint
{
    /// <summary>Places of the sketch.</summary>
    public const int Places = 128;

    /// <summary>Lasting index keys of one text.</summary>
    public const int Bands = 8;

    /// <summary>Index keys of one text for its day: by words, and by a place with what is told of it.</summary>
    public const int WordKeys = 10;

    /// <summary>Stems and marks kept of one text by which anybody's texts are compared.</summary>
    public const int MaxShared = 48;

    /// <summary>All stems and marks kept of one text.</summary>
    public const int MaxStems = MaxShared + TextLabels.Most + 2;

    private const int SingleWordKeys = 6;
    private const int Rows = 4;

    private readonly ushort[] sketch;
    private readonly ulong[] stems;

    private NearFingerprint(ushort[] sketch, ulong[] stems, int contentLength)
    {
        this.sketch = sketch;
        this.stems = stems;
        ContentLength = contentLength;
    }

    /// <summary>Characters of the text that say something; zero for an empty one, which is like no other.</summary>
    public int ContentLength { get; }

    public ReadOnlySpan<ushort> Sketch => sketch;

    /// <summary>The words that say something, see <see cref="WordStem"/>, and what the text is about, see <see cref="TextMark"/>: ascending, so that words come first.</summary>
    public ReadOnlySpan<ulong> Stems => stems;

    /// <summary>The stems of words among <see cref="Stems"/>.</summary>
    public ReadOnlySpan<ulong> Words => TextMark.Select(stems, TextMark.Word);

    /// <summary>The marks of concepts among <see cref="Stems"/>.</summary>
    public ReadOnlySpan<ulong> Topics => TextMark.Select(stems, TextMark.Topic);

    /// <summary>The marks of amounts of money among <see cref="Stems"/>.</summary>
    public ReadOnlySpan<ulong> Amounts => TextMark.Select(stems, TextMark.Amount);

    /// <summary>The marks of short numbers that name things, among <see cref="Stems"/>.</summary>
    public ReadOnlySpan<ulong> Labels => TextMark.Select(stems, TextMark.Label);

    /// <summary>What the text is about, a bit for each of <see cref="Senses"/>.</summary>
    public ulong Sense => TextMark.Select(stems, TextMark.Sense) is [var mark] ? TextMark.ValueOf(mark) : 0;

    /// <summary>How plainly it says that its matter was told before.</summary>
    public RepeatCue Repeats => TextMark.Select(stems, TextMark.Repeat) is [var mark] ? (RepeatCue)TextMark.ValueOf(mark) : RepeatCue.None;

    public static NearFingerprint Of(ComparableText text) => new(TextSketch.Of(text), TextStems.Of(text), text.ContentLength);

    /// <summary>Whether the word stands in the text as names of places do.</summary>
    public bool IsNamed(ulong word) => TextMark.Select(stems, TextMark.Place).BinarySearch(TextMark.Of(TextMark.Place, word)) >= 0;

    /// <summary>A fingerprint as it was kept: <see cref="SketchBytes"/>, <see cref="StemBytes"/> and the content's length.</summary>
    public static NearFingerprint Of(ReadOnlySpan<byte> sketch, ReadOnlySpan<byte> stems, int contentLength) =>
        new(MemoryMarshal.Cast<byte, ushort>(sketch).ToArray(), MemoryMarshal.Cast<byte, ulong>(stems).ToArray(), contentLength);

    /// <summary>Little endian, two bytes a place.</summary>
    public byte[] SketchBytes() => MemoryMarshal.AsBytes(Sketch).ToArray();

    /// <summary>Little endian, eight bytes a stem.</summary>
    public byte[] StemBytes() => MemoryMarshal.AsBytes(Stems).ToArray();

    /// <summary>Every key that the text can have, whatever words were rare when it was kept: for taking it out again.</summary>
    /// <param name="day">The day of the message; null when its keys are gone.</param>
    public long[] AllKeys(int? day)
    {
        Span<long> bands = stackalloc long[Bands];
        var count = WriteKeys(bands);
        var keys = new List<long>(bands[..count].ToArray());
        if (day is not { } own)
        {
            return [.. keys];
        }

        foreach (var word in Words)
        {
            keys.Add(KeyDay.Key(own, Mix(word)));
            foreach (var topic in Topics)
            {
                keys.Add(KeyDay.Key(own, HashOf(word, topic)));
            }
        }

        return [.. keys];
    }

    /// <summary>How alike two texts are, 0 to 1: an estimate of the weighted Jaccard similarity, with a deviation of at most 0.045.</summary>
    public float SimilarityTo(NearFingerprint other)
    {
        if (sketch.Length == 0 || other.sketch.Length == 0)
        {
            return 0;
        }

        var same = 0;
        var mine = MemoryMarshal.Cast<ushort, Vector<ushort>>(sketch);
        var theirs = MemoryMarshal.Cast<ushort, Vector<ushort>>(other.sketch);
        for (var i = 0; i < mine.Length; i++)
        {
            same += Vector.Dot(Vector.Equals(mine[i], theirs[i]) & Vector<ushort>.One, Vector<ushort>.One);
        }

        return (float)same / Places;
    }

    /// <summary>
    /// Writes the keys under which a letter is found as long as it is kept, and returns how many: <see cref="Bands"/>, or none for a text that is too short to be one. Two
    /// texts are candidates when any key is the same; a key says its own place, so that all of them go into one index.
    /// </summary>
    public int WriteKeys(Span<long> keys)
    {
        if (sketch.Length == 0 || ContentLength < MatchScore.ShortContent)
        {
            return 0;
        }

        for (var band = 0; band < Bands; band++)
        {
            var key = (ulong)band + 1;
            for (var row = 0; row < Rows; row++)
            {
                key = Mix(key ^ sketch[(band * Rows) + row]);
            }

            keys[band] = KeyDay.Lasting(key);
        }

        return Bands;
    }

    /// <summary>
    /// Writes the keys by which the text is found for some hours when it shares few sentences: of the rarest words, and of its places with what it is about. Returns how
    /// many: at most <see cref="WordKeys"/>.
    /// </summary>
    public int WriteWordKeys(Span<long> keys, WordFrequency frequency, int day)
    {
        Span<ulong> rarest = stackalloc ulong[MaxStems];
        Span<float> bits = stackalloc float[MaxStems];
        var words = Words;
        for (var i = 0; i < words.Length; i++)
        {
            rarest[i] = words[i];
            bits[i] = -frequency.BitsOf(words[i]);
        }

        bits[..words.Length].Sort(rarest[..words.Length]);
        var count = Math.Min(Math.Min(words.Length, SingleWordKeys), keys.Length);
        for (var i = 0; i < count; i++)
        {
            keys[i] = KeyDay.Key(day, Mix(rarest[i]));
        }

        // Of a large town many words and many topics are told every hour; not both together.
        var places = 0;
        for (var i = 0; i < words.Length && places < 2; i++)
        {
            if (!frequency.IsPlace(rarest[i], IsNamed(rarest[i])))
            {
                continue;
            }

            places++;
            foreach (var topic in Topics)
            {
                if (count < keys.Length && count < WordKeys)
                {
                    keys[count++] = KeyDay.Key(day, HashOf(rarest[i], topic));
                }
            }
        }

        return count;
    }

    private static ulong HashOf(ulong place, ulong topic) => Mix(Mix(place) ^ topic);

    internal static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
