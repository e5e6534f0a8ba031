using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;
using Xunit;

namespace Classifier.Tests.Models;

public sealed class LaneTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(30_000)]
    public void Score_AnyNumberOfRows_IsTheirSum(int count)
    {
        var random = new Random(count);
        var rows = new sbyte[LaneTable.Bytes];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(rows.AsSpan()));

        // The greatest weights of all, in as many rows as there are: nothing may overflow.
        rows.AsSpan(0, 1_000 * Lanes.Count).Fill(sbyte.MinValue);
        rows.AsSpan(1_000 * Lanes.Count, 1_000 * Lanes.Count).Fill(sbyte.MaxValue);
        var table = new LaneTable(rows);
        Fill(table.Scales, random);
        Fill(table.Start, random);
        Fill(table.Dense, random);
        var ids = Enumerable.Range(0, count).Select(place => place < 5_000 ? place : random.Next(FeatureReader.Rows)).ToArray();
        var dense = Enumerable.Range(0, DenseFeatures.Count).Select(_ => random.Next(3) == 0 ? random.NextSingle() : 0).ToArray();

        var lanes = new float[Lanes.Count];
        table.Score(ids, dense, lanes);

        Assert.Equal(Enumerable.Range(0, Lanes.Count).Select(lane => Plain(table, rows, ids, dense, lane)), lanes);
    }

    /// <summary>One lane, number by number.</summary>
    private static float Plain(LaneTable table, sbyte[] rows, int[] ids, float[] dense, int lane)
    {
        var sum = ids.Sum(id => rows[(id * Lanes.Count) + lane]);
        var score = (sum * table.Scales[lane] * (1 / MathF.Sqrt(Math.Max(1, ids.Length)))) + table.Start[lane];
        for (var place = 0; place < dense.Length; place++)
        {
            score += dense[place] * table.Dense[(place * Lanes.Count) + lane];
        }

        return score;
    }

    private static void Fill(float[] values, Random random)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }
    }
}
