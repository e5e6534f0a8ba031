using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching;

/// <summary>Shows wrong pairs with their evidence, for whoever changes the weights.</summary>
internal static class MatchingMisses
{
    public static void Show(IReadOnlyList<CorpusMessage> messages, KnownComplaint[] decided, IPoolKnowledge pool, int most)
    {
        var pairs = most == 0 ? [] : WrongPairs(messages, decided).ToArray();
        new Random(7).Shuffle(pairs);
        var classifier = new TextClassifier();
        foreach (var kind in pairs.GroupBy(pair => pair.Kind))
        {
            foreach (var (_, earlier, later) in kind.Take(most))
            {
                var (one, other) = (messages[earlier], messages[later]);
                var known = Evaluation.TraitsOf(one, classifier);
                var evidence = MatchEvidence.Between(Evaluation.TraitsOf(other, classifier), known, known.Numbers, known.At, pool);
                var reasons = MatchScore.Explain(evidence).Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Name} {reason.Points:F1}"));
                Console.WriteLine($"\n{kind.Key} {one.Variation} -> {other.Variation}: {string.Join(", ", reasons)} = {MatchScore.Judge(evidence).Score:F1}, sim {evidence.Similarity:F2}");
                Console.WriteLine($"  {one.At:MM-dd HH:mm} {one.Text.ReplaceLineEndings(" / ")}\n  {other.At:MM-dd HH:mm} {other.Text.ReplaceLineEndings(" / ")}");
            }
        }
    }

    private static IEnumerable<(string Kind, int Earlier, int Later)> WrongPairs(IReadOnlyList<CorpusMessage> messages, KnownComplaint[] decided)
    {
        for (var later = 0; later < messages.Count; later++)
        {
            for (var earlier = Math.Max(0, later - 3_000); earlier < later; earlier++)
            {
                var (one, other) = (messages[earlier], messages[later]);
                if (one.Contact == other.Contact && one.Matter == other.Matter != (decided[earlier] == decided[later]))
                {
                    yield return (one.Matter == other.Matter ? "missed" : "WRONG", earlier, later);
                }
                else if (one.Contact != other.Contact && one.Cluster == other.Cluster != (decided[earlier].Cluster == decided[later].Cluster))
                {
                    yield return (one.Cluster == other.Cluster ? "missed cluster" : "WRONG CLUSTER", earlier, later);
                }
            }
        }
    }
}
