using System.Numerics;
using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>
/// Which words stand near each other more often than chance would have it, as a sparse symmetric matrix (positive pointwise mutual information, common
/// words held back). Words are numbered from the most frequent one down.
/// </summary>
internal sealed class WordPairs
{
    private const int Fewest = 4;
    private const int Near = 2;
    private const int Far = 6;
    private const float FarWeight = 0.5f;

    /// <summary>How much a word's frequency is held against its pairs: the mean of 1 for the word and 0.75 for its company.</summary>
    private const double Held = 0.875;
    private const double HeldOfCompany = 0.75;

    private readonly int[] starts;
    private readonly int[] others;
    private readonly float[] values;

    /// <param name="texts">The stems of each text, in their order.</param>
    public WordPairs(IReadOnlyList<uint[]> texts)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var stem in texts.SelectMany(stems => stems))
        {
            counts[stem] = counts.GetValueOrDefault(stem) + 1;
        }

        Words = [.. counts.Where(word => word.Value >= Fewest).Select(word => (word.Key, word.Value)).OrderByDescending(word => word.Value).ThenBy(word => word.Key).Take(WordVectors.Most)];
        starts = new int[Words.Length + 1];
        (others, values) = Weigh(Count(texts));
    }

    /// <summary>The words with how often they are written.</summary>
    public (uint Stem, int Count)[] Words { get; }

    /// <summary>Fills <paramref name="to"/> with the matrix times <paramref name="from"/>; both have a row of numbers for each word.</summary>
    public void Multiply(float[] from, float[] to) => Parallel.For(0, Words.Length, word =>
    {
        var row = to.AsSpan(word * WordVectors.Size, WordVectors.Size);
        row.Clear();
        for (var at = starts[word]; at < starts[word + 1]; at++)
        {
            var other = from.AsSpan(others[at] * WordVectors.Size, WordVectors.Size);
            for (var i = 0; i < WordVectors.Size; i += Vector<float>.Count)
            {
                (new Vector<float>(row[i..]) + (new Vector<float>(other[i..]) * values[at])).CopyTo(row[i..]);
            }
        }
    });

    /// <summary>Each pair in both directions, sorted, with how often it stands together.</summary>
    private List<(int Word, int Other, float Count)> Count(IReadOnlyList<uint[]> texts)
    {
        var numbers = new Dictionary<uint, int>();
        foreach (var (stem, _) in Words)
        {
            numbers[stem] = numbers.Count;
        }

        var pairs = new List<ulong>();
        foreach (var stems in texts)
        {
            int[] words = [.. stems.Select(stem => numbers.GetValueOrDefault(stem, -1))];
            for (var i = 0; i < words.Length; i++)
            {
                for (var j = i + 1; j <= Math.Min(words.Length - 1, i + Far); j++)
                {
                    if (words[i] >= 0 && words[j] >= 0)
                    {
                        var isFar = j - i > Near ? 1u : 0;
                        pairs.Add(((ulong)words[i] << 33) | ((ulong)words[j] << 1) | isFar);
                        pairs.Add(((ulong)words[j] << 33) | ((ulong)words[i] << 1) | isFar);
                    }
                }
            }
        }

        pairs.Sort();
        var found = new List<(int Word, int Other, float Count)>();
        foreach (var pair in pairs)
        {
            var (word, other, count) = ((int)(pair >> 33), (int)((pair >> 1) & 0x7FFFFFFF), (pair & 1) == 0 ? 1 : FarWeight);
            if (found.Count > 0 && found[^1].Word == word && found[^1].Other == other)
            {
                found[^1] = (word, other, found[^1].Count + count);
            }
            else
            {
                found.Add((word, other, count));
            }
        }

        return found;
    }

    /// <summary>Keeps what is more than chance.</summary>
    private (int[] Others, float[] Values) Weigh(List<(int Word, int Other, float Count)> pairs)
    {
        var sums = new double[Words.Length];
        foreach (var (word, _, count) in pairs)
        {
            sums[word] += count;
        }

        var all = Math.Log(sums.Sum(sum => Math.Pow(sum, HeldOfCompany)));
        var (kept, weights) = (new List<int>(), new List<float>());
        foreach (var (word, other, count) in pairs)
        {
            var weight = Math.Log(count) + all - (Held * (Math.Log(sums[word]) + Math.Log(sums[other])));
            if (weight > 0)
            {
                kept.Add(other);
                weights.Add((float)weight);
                starts[word + 1]++;
            }
        }

        for (var word = 0; word < Words.Length; word++)
        {
            starts[word + 1] += starts[word];
        }

        return ([.. kept], [.. weights]);
    }
}
