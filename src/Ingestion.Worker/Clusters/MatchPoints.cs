using System.Globalization;
using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>Points as they are kept with a decision: they cannot be counted again, because the pool's words change.</summary>
internal static class MatchPoints
{
    /// <summary><c>4711: 3.10 = text 1.20, words 0.40, time 1.50</c>.</summary>
    public static string Tell(long complaint, in MatchEvidence evidence, float score) =>
        string.Create(CultureInfo.InvariantCulture, $"{complaint}: {Sum(score, MatchScore.Explain(evidence))}");

    /// <summary>The same of one contact, with what spoke for a link where that is all: <c>4711: -2.10 = time 1.00, …; link 2.10 = near 0.90, …</c>.</summary>
    public static string TellOwn(long complaint, in MatchEvidence evidence, MatchVerdict verdict) =>
        Tell(complaint, evidence, verdict.Score)
        + (verdict.Outcome == MatchOutcome.Suggested && verdict.Score < MatchScore.SuggestedFrom ? "; link " + Sum(verdict.Link, LinkScore.Explain(evidence)) : "");

    private static string Sum(float score, IReadOnlyList<MatchReason> points) =>
        string.Create(CultureInfo.InvariantCulture, $"{score:0.00}") + (points.Count == 0
            ? ""
            : " = " + string.Join(", ", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Name} {point.Points:0.00}"))));
}
