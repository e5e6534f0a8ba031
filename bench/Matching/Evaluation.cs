using Ingestion.Classifier;
using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching;

/// <summary>Decides a corpus and counts pairs: within a contact by matter, between contacts by cluster.</summary>
internal sealed class Evaluation
{
    private readonly SortedDictionary<string, Tally> repeats = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tally> clusters = new(StringComparer.Ordinal);

    private Evaluation(IReadOnlyList<CorpusMessage> messages, (long Complaint, long Cluster)[] decided)
    {
        Count(messages, decided, message => message.Contact.ToString("D8", null), (one, other) => one.Matter == other.Matter, (one, other) => one.Complaint == other.Complaint, repeats);
        CountClusters(messages, decided);
    }

    /// <summary>By "all", language, and variation of the later message.</summary>
    public IReadOnlyDictionary<string, Tally> Repeats => repeats;

    public IReadOnlyDictionary<string, Tally> Clusters => clusters;

    public static (Evaluation Result, MatchingReference Pool, KnownComplaint[] Decided) Run(IReadOnlyList<CorpusMessage> messages, bool banded)
    {
        var pool = new MatchingReference(banded);
        var decided = new KnownComplaint[messages.Count];
        var classifier = new TextClassifier();
        for (var i = 0; i < messages.Count; i++)
        {
            decided[i] = pool.Add(TraitsOf(messages[i], classifier)).Complaint;
        }

        return (Of(messages, Array.ConvertAll(decided, each => (each.Id, each.Cluster))), pool, decided);
    }

    /// <param name="messages">The corpus.</param>
    /// <param name="decided">The complaint of each message, and that one's cluster.</param>
    public static Evaluation Of(IReadOnlyList<CorpusMessage> messages, (long Complaint, long Cluster)[] decided) => new(messages, decided);

    public static MatchTraits TraitsOf(CorpusMessage message, IClassifier classifier)
    {
        var category = classifier.Classify(new ClassifierInput(message.Text)).Category;
        return new MatchTraits
        {
            Contact = message.Contact.ToString("D8", null),
            At = message.At,
            Category = category == Category.Other ? null : category.ToString(),
            Session = message.Session,
            Print = NearFingerprint.Of(ComparableText.Of(message.Text)),
            Numbers = ReferenceNumbers.Find(null, message.Text),
        };
    }

    private static void Count(
        IReadOnlyList<CorpusMessage> messages,
        (long Complaint, long Cluster)[] decided,
        Func<CorpusMessage, string> groupOf,
        Func<CorpusMessage, CorpusMessage, bool> together,
        Func<(long Complaint, long Cluster), (long Complaint, long Cluster), bool> same,
        SortedDictionary<string, Tally> tallies)
    {
        foreach (var group in Enumerable.Range(0, messages.Count).GroupBy(i => groupOf(messages[i]), StringComparer.Ordinal))
        {
            var members = group.ToArray();
            for (var later = 1; later < members.Length; later++)
            {
                for (var earlier = 0; earlier < later; earlier++)
                {
                    var (one, other) = (messages[members[earlier]], messages[members[later]]);
                    AddPair(tallies, other, together(one, other), same(decided[members[earlier]], decided[members[later]]));
                }
            }
        }
    }

    private void CountClusters(IReadOnlyList<CorpusMessage> messages, (long Complaint, long Cluster)[] decided)
    {
        // Every pair that is together in truth or by decision is in one of these groups; a pair in both is counted once.
        CountGroups(messages, decided, i => messages[i].Cluster, countAll: true);
        CountGroups(messages, decided, i => decided[i].Cluster.ToString("D8", null), countAll: false);
    }

    private void CountGroups(IReadOnlyList<CorpusMessage> messages, (long Complaint, long Cluster)[] decided, Func<int, string> groupOf, bool countAll)
    {
        foreach (var group in Enumerable.Range(0, messages.Count).GroupBy(groupOf, StringComparer.Ordinal))
        {
            var members = group.ToArray();
            for (var later = 1; later < members.Length; later++)
            {
                for (var earlier = 0; earlier < later; earlier++)
                {
                    var (one, other) = (messages[members[earlier]], messages[members[later]]);
                    var together = one.Cluster == other.Cluster;
                    if (one.Contact != other.Contact && (countAll || !together) && !AreBothReal(one, other))
                    {
                        AddPair(clusters, other, together, decided[members[earlier]].Cluster == decided[members[later]].Cluster);
                    }
                }
            }
        }
    }

    /// <summary>Among real texts are letters that went round: whether two of them are one cluster, nobody has said.</summary>
    private static bool AreBothReal(CorpusMessage one, CorpusMessage other) => one.Variation == Variation.Noise && other.Variation == Variation.Noise;

    private static void AddPair(SortedDictionary<string, Tally> tallies, CorpusMessage later, bool together, bool decided)
    {
        foreach (var row in (ReadOnlySpan<string>)["all", later.Language, later.Variation.ToString()])
        {
            if (!tallies.TryGetValue(row, out var tally))
            {
                tallies[row] = tally = new Tally();
            }

            tally.Add(together, decided);
        }
    }
}
