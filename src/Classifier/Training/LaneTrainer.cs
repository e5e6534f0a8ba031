using System.Numerics;
using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>
/// Logistic regression for all tasks at once over one table, by stochastic gradient descent with a step size of its own for each weight (AdaGrad).
/// One thread in one order: a seed gives one table.
/// </summary>
internal sealed class LaneTrainer(int seed, int epochs = 3)
{
    private const float FirstStep = 0.5f;
    private const float DenseStep = 0.1f;
    private const float Decay = 0.7f;
    private const float Shrink = 3e-5f;
    /// <summary>The larger, the less a rare n-gram moves at its first sight: most are seen once and say nothing.</summary>
    private const float Floor = 0.1f;

    /// <summary>The languages are told apart by rare n-grams as well.</summary>
    private const float LanguageFloor = 0.01f;
    private const float LanguageShrink = 1e-6f;
    private const float DenseFloor = 0.5f;

    /// <summary>How much more a rare n-gram says than a common one: the power of its inverse frequency. The table keeps the product, so that nobody asks for it later.</summary>
    private const float Rarity = 0.5f;

    /// <summary>The inverse frequency that leaves an n-gram as it is.</summary>
    private const float Usual = 5;

    /// <summary>A row's weights, and behind them what it has moved: memory is what training waits for, and one place is found faster than two.</summary>
    private const int Row = 2 * Lanes.Count;

    private readonly float[] hashed = new float[FeatureReader.Rows * Row];
    private readonly float[] dense = new float[DenseFeatures.Count * Row];
    private readonly float[] start = new float[Row];
    private readonly int[] vectors = new int[Lanes.Count];
    private readonly float[] floors = [.. Enumerable.Range(0, Lanes.Count).Select(lane => lane < Lanes.Kind.Start ? LanguageFloor : Floor)];
    private readonly float[] shrinks = [.. Enumerable.Range(0, Lanes.Count).Select(lane => lane < Lanes.Kind.Start ? LanguageShrink : Shrink)];
    private readonly float[] denseFloors = [.. Enumerable.Repeat(DenseFloor, Lanes.Count)];
    private readonly float[] startFloors = [.. Enumerable.Repeat(1f, Lanes.Count)];
    private float[] rarities = [];

    public LaneTable Train(IReadOnlyList<Example> examples, Action<double>? progress, CancellationToken cancellationToken)
    {
        rarities = Rarities(examples);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(seed);
        var step = FirstStep;
        var lanes = new float[Lanes.Count];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            for (var i = 0; i < order.Length; i++)
            {
                Learn(examples[order[i]], step, lanes);
                if (i % 4096 == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Invoke((epoch + ((double)i / order.Length)) / epochs);
                }
            }

            step *= Decay;
        }

        var weights = Weights(hashed);
        for (var at = 0; at < weights.Length; at++)
        {
            weights[at] *= rarities[at / Lanes.Count];
        }

        return Quantiser.Quantise(weights, Weights(dense), Weights(start));
    }

    private static float[] Weights(float[] rows)
    {
        var weights = new float[rows.Length / 2];
        for (var from = 0; from < weights.Length; from += Lanes.Count)
        {
            rows.AsSpan(from * 2, Lanes.Count).CopyTo(weights.AsSpan(from));
        }

        return weights;
    }

    private static float[] Rarities(IReadOnlyList<Example> examples)
    {
        var counts = new int[FeatureReader.Rows];
        foreach (var example in examples)
        {
            foreach (var id in example.Ids)
            {
                counts[id]++;
            }
        }

        return [.. counts.Select(count => MathF.Pow((MathF.Log((examples.Count + 1f) / (count + 1f)) + 1) / Usual, Rarity))];
    }

    private void Learn(Example example, float step, float[] lanes)
    {
        var asked = Asked(example);
        if (asked.Length == 0)
        {
            return;
        }

        var share = 1 / MathF.Sqrt(Math.Max(1, example.Ids.Length));
        Score(example, share, lanes, asked);
        TurnIntoGradient(example, lanes);
        foreach (var id in example.Ids)
        {
            Move(hashed.AsSpan(id * Row, Row), lanes, asked, share * rarities[id], step, floors);
        }

        foreach (var (place, value) in example.Dense)
        {
            Move(dense.AsSpan(place * Row, Row), lanes, asked, value, step * DenseStep, denseFloors);
        }

        Move(start, lanes, asked, 1, step * 0.3f, startFloors);
    }

    /// <summary>The beginnings of the vectors that hold a lane of a labelled task: the others learn nothing, and most texts tell the language alone.</summary>
    private ReadOnlySpan<int> Asked(Example example)
    {
        var count = 0;
        for (var from = 0; from < Lanes.Count; from += Vector<float>.Count)
        {
            foreach (var task in Lanes.Tasks)
            {
                if (example.Labels[task.Number] >= 0 && example.Weights[task.Number] > 0 && task.Start < from + Vector<float>.Count && task.Start + task.Width > from)
                {
                    vectors[count++] = from;
                    break;
                }
            }
        }

        return vectors.AsSpan(0, count);
    }

    private void Score(Example example, float share, Span<float> lanes, ReadOnlySpan<int> asked)
    {
        lanes.Clear();
        foreach (var id in example.Ids)
        {
            Add(hashed.AsSpan(id * Row, Lanes.Count), share * rarities[id], lanes, asked);
        }

        foreach (var (place, value) in example.Dense)
        {
            Add(dense.AsSpan(place * Row, Lanes.Count), value, lanes, asked);
        }

        Add(start, 1, lanes, asked);
    }

    private static void Add(ReadOnlySpan<float> row, float value, Span<float> lanes, ReadOnlySpan<int> asked)
    {
        foreach (var lane in asked)
        {
            (new Vector<float>(lanes[lane..]) + (new Vector<float>(row[lane..]) * value)).CopyTo(lanes[lane..]);
        }
    }

    /// <summary>Replaces the scores by what each lane is too high.</summary>
    private static void TurnIntoGradient(Example example, Span<float> lanes)
    {
        foreach (var task in Lanes.Tasks)
        {
            var part = task.Of(lanes);
            var label = example.Labels[task.Number];
            var weight = example.Weights[task.Number];
            if (label < 0 || weight == 0)
            {
                part.Clear();
                continue;
            }

            if (task.Width == 1)
            {
                part[0] = Softmax.Of(part[0]) - label;
            }
            else
            {
                Softmax.Apply(part);
                part[label] -= 1;
            }

            foreach (ref var value in part)
            {
                value *= weight;
            }
        }
    }

    private void Move(Span<float> row, ReadOnlySpan<float> gradient, ReadOnlySpan<int> asked, float value, float step, ReadOnlySpan<float> floors)
    {
        var past = row[Lanes.Count..];
        foreach (var lane in asked)
        {
            var weight = new Vector<float>(row[lane..]);
            var slope = (new Vector<float>(gradient[lane..]) * value) + (weight * new Vector<float>(shrinks[lane..]));
            var sum = new Vector<float>(past[lane..]) + (slope * slope);
            sum.CopyTo(past[lane..]);
            (weight - (slope * step / (Vector.SquareRoot(sum) + new Vector<float>(floors[lane..])))).CopyTo(row[lane..]);
        }
    }
}
