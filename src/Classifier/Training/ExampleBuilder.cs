using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>Makes examples of texts and their variants.</summary>
internal static class ExampleBuilder
{
    private const float VariantWeight = 0.5f;

    /// <summary>Of a very long letter the beginning is learnt from: its thousand features would take the time of twenty messages.</summary>
    private const int LongestText = 1_200;

    /// <summary>In the order of the texts, however many threads read them. The choice of variants hangs on the seed and the text alone.</summary>
    public static List<Example> Build(IReadOnlyList<TrainingText> texts, WordVectors words, int seed, bool withVariants, Action<double>? progress = null)
    {
        var found = new List<Example>[texts.Count];
        var done = 0;
        Parallel.For(0, texts.Count, i =>
        {
            found[i] = [.. Build(texts[i], words, seed, withVariants)];
            if (Interlocked.Increment(ref done) % 1024 == 0)
            {
                progress?.Invoke((double)done / texts.Count);
            }
        });
        return [.. found.SelectMany(examples => examples)];
    }

    public static Example Read(string text, WordVectors words, int[] labels, float[] weights, int fold, TrainingText? of)
    {
        var scratch = FeatureScratch.Current;
        var count = TextReading.Read(null, text, scratch, words);
        var ids = scratch.Ids.AsSpan(0, count).ToArray();
        Array.Sort(ids);
        var dense = new List<(int, float)>();
        for (var place = 0; place < DenseFeatures.Count; place++)
        {
            if (scratch.Dense[place] != 0)
            {
                dense.Add((place, scratch.Dense[place]));
            }
        }

        return new Example(ids, [.. dense], labels, weights, fold, of);
    }

    private static IEnumerable<Example> Build(TrainingText text, WordVectors words, int seed, bool withVariants)
    {
        yield return Read(text.Text.Length > LongestText ? text.Text[..LongestText] : text.Text, words, text.Labels, text.Weights, text.Fold, text);
        if (!withVariants)
        {
            yield break;
        }

        var random = new Random(HashCode(text.Id) ^ seed);
        if (Variants.Cut(text.Text, random) is { } cut)
        {
            // A few words tell the language, seldom the matter.
            int[] labels = [text.Labels[0], .. Enumerable.Repeat(-1, Lanes.Tasks.Length - 1)];
            yield return Read(cut, words, labels, [1, .. new float[Lanes.Tasks.Length - 1]], text.Fold, null);
        }

        float[] weights = [.. text.Weights.Select(weight => weight * VariantWeight)];
        if (text.Language is CueLanguage.Turkish or CueLanguage.Azerbaijani && text.Text.Length <= LongestText && (text.IsRead || random.Next(2) == 0) && Variants.Plain(text.Text) is { } plain)
        {
            yield return Read(plain, words, text.Labels, weights, text.Fold, null);
        }

        if (text.IsRead)
        {
            yield return Read(Variants.Typos(text.Text, random), words, text.Labels, weights, text.Fold, null);
        }
    }

    private static int HashCode(string id)
    {
        var hash = 2166136261u;
        foreach (var character in id)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return (int)hash;
    }
}
