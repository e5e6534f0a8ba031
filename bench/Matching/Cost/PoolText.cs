using System.Runtime.InteropServices;
using Ingestion.Classifier;
using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>A text of the corpus with what the pool keeps of it.</summary>
internal sealed class PoolText
{
    private readonly byte[] sketch;

    private PoolText(CorpusMessage message, IClassifier classifier)
    {
        Text = message.Text;
        Language = message.Language;
        var traits = Evaluation.TraitsOf(message, classifier);
        Print = traits.Print;
        Numbers = traits.Numbers;
        Category = traits.Category?.ToLowerInvariant() ?? "other";
        sketch = MemoryMarshal.AsBytes(Print.Sketch).ToArray();
        Words = MemoryMarshal.AsBytes(Print.Stems).ToArray();
        var keys = new long[NearFingerprint.Bands];
        Bands = keys[..Print.WriteKeys(keys)];
    }

    public string Text { get; }

    public string Language { get; }

    public string Category { get; }

    public NearFingerprint Print { get; }

    public IReadOnlyList<ReferenceNumber> Numbers { get; }

    /// <summary>The beginnings of its words, as they are kept.</summary>
    public byte[] Words { get; }

    /// <summary>Its keys by bands.</summary>
    public long[] Bands { get; }

    /// <summary>The sketch of a text with the same words and other sentences: the first of them is the text's own.</summary>
    public byte[] SketchOf(int variant)
    {
        if (variant == 0 || sketch.Length == 0)
        {
            return sketch;
        }

        var turned = new byte[sketch.Length];
        var by = 2 * variant % sketch.Length;
        sketch.AsSpan(by).CopyTo(turned);
        sketch.AsSpan(0, by).CopyTo(turned.AsSpan(sketch.Length - by));
        return turned;
    }

    /// <summary>One text of each matter of the corpus, so many.</summary>
    public static List<PoolText> Create(int seed, int count)
    {
        const int Streams = 4_000;
        var texts = new List<PoolText>(count);
        var classifier = new KeywordClassifier();
        for (var part = 0; texts.Count < count; part++)
        {
            texts.AddRange(MatchingCorpus.Create(seed + part, Streams, []).DistinctBy(message => message.Matter).Take(count - texts.Count).Select(message => new PoolText(message, classifier)));
        }

        return texts;
    }
}
