using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>
/// Learns what words are about from the company they keep, in texts with and without labels: the strongest directions of <see cref="WordPairs"/>, found by
/// multiplying random ones again and again and keeping them at right angles. One seed gives the same numbers.
/// </summary>
internal static class WordVectorFit
{
    private const int Rounds = 8;
    private const int LongestText = 1_200;

    /// <summary>The inverse frequency of a word whose numbers have length 1.</summary>
    private const float Usual = 2;
    private const int Steps = 127;

    public static WordVectors Run(IReadOnlyList<TrainingText> texts, int seed)
    {
        var read = texts.Where(text => text.Language != CueLanguage.Other).ToArray();
        var stems = new uint[read.Length][];
        Parallel.For(0, read.Length, i => stems[i] = StemsOf(read[i].Text));
        var pairs = new WordPairs(stems);
        var numbers = Directions(pairs, new Random(seed));
        for (var word = 0; word < pairs.Words.Length; word++)
        {
            Scale(numbers.AsSpan(word * WordVectors.Size, WordVectors.Size), MathF.Max(1, MathF.Log(read.Length / (1f + pairs.Words[word].Count))) / Usual);
        }

        return Quantise(pairs.Words, numbers);
    }

    private static uint[] StemsOf(string text)
    {
        var scratch = FeatureScratch.Current;
        FeatureReader.Read(default, text.AsSpan(0, Math.Min(LongestText, text.Length)), scratch);
        return scratch.Stems[..scratch.StemCount].ToArray();
    }

    private static float[] Directions(WordPairs pairs, Random random)
    {
        var numbers = new float[pairs.Words.Length * WordVectors.Size];
        foreach (ref var number in numbers.AsSpan())
        {
            number = random.NextSingle() - 0.5f;
        }

        var next = new float[numbers.Length];
        var lengths = new double[WordVectors.Size];
        for (var round = 0; round < Rounds; round++)
        {
            pairs.Multiply(numbers, next);
            Straighten(next, pairs.Words.Length, lengths);
            (numbers, next) = (next, numbers);
        }

        for (var at = 0; at < numbers.Length; at++)
        {
            numbers[at] *= (float)Math.Sqrt(lengths[at % WordVectors.Size]);
        }

        return numbers;
    }

    /// <summary>Brings the columns to right angles and to length 1, and tells how long they were.</summary>
    private static void Straighten(float[] numbers, int words, double[] lengths)
    {
        var columns = new float[WordVectors.Size][];
        for (var column = 0; column < columns.Length; column++)
        {
            var own = columns[column] = new float[words];
            for (var word = 0; word < words; word++)
            {
                own[word] = numbers[(word * WordVectors.Size) + column];
            }

            for (var before = 0; before < column; before++)
            {
                var share = (float)Product(own, columns[before]);
                for (var word = 0; word < words; word++)
                {
                    own[word] -= share * columns[before][word];
                }
            }

            lengths[column] = Math.Sqrt(Product(own, own));
            var length = (float)(lengths[column] + 1e-9);
            for (var word = 0; word < words; word++)
            {
                own[word] /= length;
                numbers[(word * WordVectors.Size) + column] = own[word];
            }
        }
    }

    private static double Product(float[] one, float[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += (double)one[i] * other[i];
        }

        return sum;
    }

    private static void Scale(Span<float> row, float length)
    {
        var sum = 0.0;
        foreach (var number in row)
        {
            sum += number * number;
        }

        var factor = length / (float)(Math.Sqrt(sum) + 1e-9);
        foreach (ref var number in row)
        {
            number *= factor;
        }
    }

    private static WordVectors Quantise((uint Stem, int Count)[] words, float[] numbers)
    {
        var step = numbers.Select(MathF.Abs).DefaultIfEmpty().Max() / Steps;
        var found = new uint[WordVectors.Slots];
        var rows = new sbyte[WordVectors.Bytes];
        for (var word = 0; word < words.Length; word++)
        {
            var slot = WordVectors.Find(found, words[word].Stem);
            found[slot] = words[word].Stem;
            for (var i = 0; step > 0 && i < WordVectors.Size; i++)
            {
                rows[(slot * WordVectors.Size) + i] = (sbyte)MathF.Round(numbers[(word * WordVectors.Size) + i] / step);
            }
        }

        return new WordVectors(rows) { Words = found, Scale = step };
    }
}
