using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ingestion.Classifier.Features;

namespace Ingestion.Classifier.Models;

/// <summary>
/// The weights: for each hashed feature a row of 32 bytes, one for each lane, with one scale for each lane; for each dense feature a row of
/// floats; and what every text begins with. A text's score in a lane is the sum of its rows over the square root of their number, plus the rest.
/// </summary>
internal sealed class LaneTable(ReadOnlyMemory<sbyte> hashed)
{
    /// <summary>Additions of a byte that a short takes without overflow.</summary>
    private const int Safe = 256;

    /// <summary>Bytes of the hashed features' weights.</summary>
    public const int Bytes = FeatureReader.Rows * Lanes.Count;

    /// <summary>Weights of the hashed features, row by row.</summary>
    public ReadOnlyMemory<sbyte> Hashed { get; } = hashed;

    /// <summary>What one step of a byte is worth in each lane.</summary>
    public float[] Scales { get; init; } = new float[Lanes.Count];

    /// <summary>Weights of the dense features, row by row.</summary>
    public float[] Dense { get; init; } = new float[DenseFeatures.Count * Lanes.Count];

    /// <summary>What every text begins with.</summary>
    public float[] Start { get; init; } = new float[Lanes.Count];

    /// <summary>Fills <paramref name="lanes"/> with the scores of a text.</summary>
    public void Score(ReadOnlySpan<int> ids, ReadOnlySpan<float> dense, Span<float> lanes)
    {
        Span<int> sums = stackalloc int[Lanes.Count];
        sums.Clear();
        var rows = Hashed.Span;
        for (var from = 0; from < ids.Length; from += Safe)
        {
            Sum(rows, ids.Slice(from, Math.Min(Safe, ids.Length - from)), sums);
        }

        var share = 1 / MathF.Sqrt(Math.Max(1, ids.Length));
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            lanes[lane] = (sums[lane] * Scales[lane] * share) + Start[lane];
        }

        AddDense(dense, lanes);
    }

    // Vectors are slow before the compiler's second look.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(ReadOnlySpan<sbyte> rows, ReadOnlySpan<int> ids, Span<int> sums)
    {
        var low = Vector256<short>.Zero;
        var high = Vector256<short>.Zero;
        ref var table = ref MemoryMarshal.GetReference(rows);
        foreach (var id in ids)
        {
            var (first, second) = Vector256.Widen(Vector256.LoadUnsafe(ref table, (nuint)(id & (FeatureReader.Rows - 1)) * Lanes.Count));
            low += first;
            high += second;
        }

        Add(low, sums);
        Add(high, sums[Vector256<short>.Count..]);
    }

    private static void Add(Vector256<short> part, Span<int> sums)
    {
        var (first, second) = Vector256.Widen(part);
        (Vector256.Create<int>(sums) + first).CopyTo(sums);
        (Vector256.Create<int>(sums[Vector256<int>.Count..]) + second).CopyTo(sums[Vector256<int>.Count..]);
    }

    private void AddDense(ReadOnlySpan<float> dense, Span<float> lanes)
    {
        for (var place = 0; place < dense.Length; place++)
        {
            if (dense[place] == 0)
            {
                continue;
            }

            var value = new Vector<float>(dense[place]);
            var row = Dense.AsSpan(place * Lanes.Count, Lanes.Count);
            for (var lane = 0; lane < Lanes.Count; lane += Vector<float>.Count)
            {
                (new Vector<float>(lanes[lane..]) + (new Vector<float>(row[lane..]) * value)).CopyTo(lanes[lane..]);
            }
        }
    }
}
