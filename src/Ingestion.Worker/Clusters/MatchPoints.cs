using System.Globalization;
using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>Points as they are kept with a decision: they cannot be counted again, because the pool's words change.</summary>
internal static class MatchPoints
{
    /// <summary><c>4711: 3.10 = text 1.20, words 0.40, time 1.50</c>.</summary>
    public static string Tell(long complaint, in MatchEvidence evidence, float score)
    {
        var points = MatchScore.Explain(evidence);
        return string.Create(CultureInfo.InvariantCulture, $"{complaint}: {score:0.00}") + (points.Count == 0
            ? ""
            : " = " + string.Join(", ", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Name} {point.Points:0.00}"))));
    }
}
