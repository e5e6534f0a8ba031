using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Matching;
using Candidate = Ingestion.Worker.Matching.KnownComplaint;

namespace Ingestion.Worker.Clusters;

/// <summary>
/// Puts complaints alike of different customers into one cluster. Pure. A complaint stays what it is, whatever it is like; it enters one cluster and never
/// leaves it by itself, and two clusters are never joined.
/// </summary>
internal static class ClusterRules
{
    public const string Name = "cluster";

    /// <summary>Complaints standing alone that one message can draw into its cluster.</summary>
    public const int MostDrawn = 6;

    private const int MostTold = 5;
    private const int MostLinked = 3;

    /// <summary>Decides about the message, and lets later ones see it. Null when its complaint is not there any more.</summary>
    public static ClusterDecision? Decide(ComparedMessage message, ClusterPool pool)
    {
        if (pool.Facts(message.ComplaintId) is not { } own)
        {
            return null;
        }

        var traits = message.Traits(own.Person, MatchCategory.Of(own.Category));
        var others = pool.Others(message, own);
        var choice = MatchChooser.Choose(traits, others, pool.Knowledge);
        var told = Told(traits, others, pool);
        var reasons = told.Take(MostTold).Select(each => new Reason(Name, "candidate", each.Points)).ToList();
        var entered = Enter(own, choice.Similar, pool);
        foreach (var entry in entered)
        {
            reasons.Add(new Reason(Name, entry.Complaint == own.Id ? "entered" : "drew-in", Text(entry.Complaint == own.Id ? entry.Cluster : entry.Complaint)));
        }

        if (choice.Similar.Count > 0 && entered.Count == 0)
        {
            reasons.Add(new Reason(Name, "similar", Text(choice.Similar[0].Id)));
        }

        var links = choice.Similar.Take(MostLinked).Select(each => Link(each, ComplaintLinkKinds.Similar))
            .Concat(choice.Suggested.Select(each => Link(each, ComplaintLinkKinds.Suggested)))
            .ToList();
        reasons.AddRange(choice.Suggested.Select(each => new Reason(Name, "suggested", Text(each.Id))));
        pool.Learn(message, own);
        return new ClusterDecision(message, entered, links, reasons);

        (long, string, float, string) Link(Candidate other, string kind)
        {
            var (_, score, points) = told.Find(each => each.Complaint == other.Id);
            return (other.Id, kind, score, points);
        }
    }

    /// <summary>The new one enters the cluster of the most similar, and of the others those that stand alone come with it.</summary>
    private static List<ClusterEntry> Enter(ComplaintFacts own, IReadOnlyList<Candidate> similar, ClusterPool pool)
    {
        var entered = new List<ClusterEntry>();
        if (similar.Count == 0)
        {
            return entered;
        }

        var cluster = pool.Cluster(own.Id) ?? pool.Cluster(similar[0].Id) ?? Math.Min(own.Id, similar[0].Id);
        foreach (var complaint in (long[])[.. similar.Select(each => each.Id).Where(id => pool.Cluster(id) is null).Take(MostDrawn).Order(), .. pool.Cluster(own.Id) is null ? [own.Id] : Array.Empty<long>()])
        {
            pool.Enter(complaint, cluster);
            entered.Add(new ClusterEntry(complaint, cluster, pool.Size(cluster), pool.Facts(complaint)!.ReceivedAt));
        }

        return entered;
    }

    private static List<(long Complaint, float Score, string Points)> Told(MatchTraits message, List<Candidate> others, ClusterPool pool)
    {
        var told = others.ConvertAll(other =>
        {
            var (verdict, evidence) = MatchChooser.Judge(message, other, pool.Knowledge);
            return (other.Id, verdict.Score, MatchPoints.Tell(other.Id, evidence, verdict.Score));
        });
        told.Sort((left, right) => right.Score.CompareTo(left.Score));
        return told;
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
