using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>Makes bytes of the hashed weights: one scale for each lane, so that all but the rarest outliers keep their proportion.</summary>
internal static class Quantiser
{
    private const int Steps = 127;
    private const double Kept = 0.9999;

    public static LaneTable Quantise(float[] hashed, float[] dense, float[] start)
    {
        var bytes = new sbyte[LaneTable.Bytes];
        var table = new LaneTable(bytes) { Dense = [.. dense], Start = [.. start] };
        var rows = hashed.Length / Lanes.Count;
        var sizes = new float[rows];
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            for (var row = 0; row < rows; row++)
            {
                sizes[row] = MathF.Abs(hashed[(row * Lanes.Count) + lane]);
            }

            Array.Sort(sizes);
            var scale = sizes[(int)((rows - 1) * Kept)] / Steps;
            table.Scales[lane] = scale;
            for (var row = 0; scale > 0 && row < rows; row++)
            {
                var at = (row * Lanes.Count) + lane;
                bytes[at] = (sbyte)Math.Clamp(MathF.Round(hashed[at] / scale), -Steps, Steps);
            }
        }

        return table;
    }
}
