using Ingestion.Bench.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

/// <summary>The evaluation in short; the bench runs it at full length.</summary>
public sealed class EvaluationTests
{
    [Fact]
    public void Create_SameSeed_GivesTheSameMessages()
    {
        Assert.Equal(MatchingCorpus.Create(11, 80, []), MatchingCorpus.Create(11, 80, []));
        Assert.NotEqual(MatchingCorpus.Create(11, 80, [])[0].Text, MatchingCorpus.Create(12, 80, [])[0].Text);
    }

    [Fact]
    public void Run_SmallCorpus_MergesHardlyAnythingWrongly()
    {
        var (result, _, _) = Evaluation.Run(MatchingCorpus.Create(3, 600, []), banded: true);

        // A young pool does not know yet which words are common: docs/matching.md has the figures of a grown one.
        Assert.InRange(result.Repeats["all"].Precision, 0.95, 1);
        Assert.InRange(result.Repeats["all"].Recall, 0.80, 1);
        Assert.InRange(result.Clusters[nameof(Variation.Campaign)].Recall, 0.9, 1);
        Assert.InRange(result.Clusters[nameof(Variation.Campaign)].Precision, 0.97, 1);
    }

    [Fact]
    public void Run_ByKeys_FindsWhatBruteForceFinds()
    {
        var messages = MatchingCorpus.Create(5, 300, []);
        var (keys, pool, _) = Evaluation.Run(messages, banded: true);
        var (brute, all, _) = Evaluation.Run(messages, banded: false);

        Assert.InRange(keys.Repeats["all"].Recall, brute.Repeats["all"].Recall - 0.01, 1);
        Assert.InRange(keys.Clusters["all"].Recall, brute.Clusters["all"].Recall - 0.05, 1);
        Assert.True(pool.Looked * 4 < all.Looked, $"{pool.Looked} of {all.Looked} looked at");
    }
}
