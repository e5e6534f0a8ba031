namespace Ingestion.Worker.Matching;

/// <summary>Chooses among candidates. The order in which they are given does not matter.</summary>
internal static class MatchChooser
{
    public const int MostSuggested = 3;

    /// <param name="candidates">Complaints of the contact and complaints found by keys or numbers; each once.</param>
    /// <param name="pool">How common words and numbers are in it.</param>
    public static MatchChoice Choose(MatchTraits message, IEnumerable<KnownComplaint> candidates, IPoolKnowledge pool)
    {
        var own = new List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)>();
        var others = new List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)>();
        var near = new List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)>();
        foreach (var candidate in candidates)
        {
            var (verdict, evidence) = Judge(message, candidate, pool);
            if (!evidence.SameContact && evidence.Words.Name != 0 && evidence.Apart <= MatchScore.IncidentWindow)
            {
                near.Add((candidate, verdict, evidence));
            }

            if (verdict.Outcome == MatchOutcome.Nothing)
            {
                continue;
            }

            if (evidence.SameContact)
            {
                own.Add((candidate, verdict, evidence));
            }
            else
            {
                others.Add((candidate, verdict, evidence));
            }
        }

        own.Sort((left, right) => Order(left.Complaint, left.Verdict, right.Complaint, right.Verdict));
        others.Sort((left, right) => Order(left.Complaint, left.Verdict, right.Complaint, right.Verdict));
        if (own.Count > 0 && own[0].Verdict.Outcome == MatchOutcome.SameMatter && IsClear(own))
        {
            return new MatchChoice(own[0].Complaint, [], [.. own.Skip(1).Take(MostSuggested).Select(each => each.Complaint)], own[0].Verdict.Score);
        }

        List<KnownComplaint> similar = [.. SimilarOf(others, pool)];
        foreach (var complaint in CrowdOf(near, pool).Except(similar).ToList())
        {
            if (similar.Count == 0 || AreOne(similar[0], complaint, pool))
            {
                similar.Add(complaint);
            }
        }

        var suggested = own.Select(each => each.Complaint).Concat(others.Where(each => each.Verdict.Outcome == MatchOutcome.Suggested).Select(each => each.Complaint));
        return new MatchChoice(null, similar, [.. suggested.Except(similar).Take(MostSuggested)], similar.Count == 0 || others.Count == 0 ? 0 : others[0].Verdict.Score);
    }

    /// <summary>Those alike beyond doubt; or, when several customers wrote much the same in a few hours, all of them.</summary>
    private static IReadOnlyList<KnownComplaint> SimilarOf(List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)> others, IPoolKnowledge pool)
    {
        var incident = others.Where(each => each.Evidence.Apart <= MatchScore.IncidentWindow && each.Verdict.Score >= MatchScore.IncidentFrom).ToArray();
        if (incident.Length > 1)
        {
            var nearest = incident.MaxBy(each => each.Verdict.Score).Complaint;
            incident = Array.FindAll(incident, each => AreOne(nearest, each.Complaint, pool));
        }

        var isIncident = incident.Select(each => each.Complaint.Contact).Distinct(StringComparer.Ordinal).Count() >= MatchScore.IncidentSize;
        return [.. others.Where(each => each.Verdict.Outcome == MatchOutcome.Similar || (isIncident && incident.Contains(each))).Select(each => each.Complaint)];
    }

    /// <summary>Those who name what unusually many name in these hours, in whatever words they tell of it.</summary>
    private static IEnumerable<KnownComplaint> CrowdOf(List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)> near, IPoolKnowledge pool)
    {
        foreach (var crowd in near.GroupBy(each => each.Evidence.Words.Name))
        {
            var customers = crowd.Select(each => each.Complaint.Contact).Distinct(StringComparer.Ordinal).Count();
            var expected = pool.Words.PartOf(crowd.Key, customers) * pool.PerHour * (float)MatchScore.IncidentWindow.TotalHours;
            if (customers < MatchScore.IncidentSize || MatchScore.Surprise(customers + 1, expected) < MatchScore.CrowdFrom)
            {
                continue;
            }

            foreach (var (complaint, _, _) in crowd.Where(each => MayBeOne(each.Evidence)).OrderByDescending(each => each.Verdict.Score).ThenBy(each => each.Complaint.Id))
            {
                yield return complaint;
            }
        }
    }

    /// <summary>Whether two complaints that are like the message may be about one thing: what is like both does not make them one.</summary>
    private static bool AreOne(KnownComplaint nearest, KnownComplaint other, IPoolKnowledge pool) =>
        nearest == other || nearest.Messages.Any(message => !MatchScore.AreApart(Judge(message, other, pool).Evidence));

    /// <summary>Whether what the two tell may be one thing: no other concepts, no other place, and not a long letter that names the place in passing.</summary>
    private static bool MayBeOne(in MatchEvidence evidence)
    {
        var (words, marks) = (evidence.Words, evidence.Marks);
        return evidence.MostContent <= MatchScore.MostCrowdContent
            && (marks.TopicPart > 0 || marks.OtherTopics == 0)
            && (words.Place > 0 || (words.OtherPlace == 0 && words.Best >= words.BestAlone && !MatchScore.SaySameOfAnother(evidence)));
    }

    /// <summary>The best verdict over the messages of a complaint.</summary>
    public static (MatchVerdict Verdict, MatchEvidence Evidence) Judge(MatchTraits message, KnownComplaint candidate, IPoolKnowledge pool) =>
        BestOf(message, candidate, pool, (verdict, evidence) => evidence.SameContact ? (verdict.Outcome, verdict.Points) : (default, verdict.Score));

    /// <summary>What speaks most for the message being about the matter of a complaint, whatever would only be worth a look.</summary>
    public static MatchEvidence Likest(MatchTraits message, KnownComplaint candidate, IPoolKnowledge pool) =>
        BestOf(message, candidate, pool, (verdict, _) => (default, verdict.Score)).Evidence;

    private static (MatchVerdict Verdict, MatchEvidence Evidence) BestOf(
        MatchTraits message, KnownComplaint candidate, IPoolKnowledge pool, Func<MatchVerdict, MatchEvidence, (MatchOutcome Outcome, float Points)> rank)
    {
        var best = (new MatchVerdict(MatchOutcome.Nothing, float.MinValue), default(MatchEvidence));
        var highest = (Outcome: MatchOutcome.Nothing, Points: float.MinValue);
        foreach (var known in candidate.Messages)
        {
            var evidence = MatchEvidence.Between(message, known, candidate.Numbers, candidate.LastAt, pool);
            var verdict = MatchScore.Judge(evidence);
            var points = rank(verdict, evidence);
            if (points.CompareTo(highest) > 0)
            {
                (best, highest) = ((verdict, evidence), points);
            }
        }

        return best;
    }

    private static bool IsClear(List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)> own)
    {
        var best = own[0];

        // What is only worth a look is no rival.
        var rivals = own.Skip(1).Where(each => each.Verdict.Score >= MatchScore.SuggestedFrom).ToList();
        return rivals.Count == 0
            || best.Evidence.MatterNumber > 0.5f
            || best.Evidence.SameSession
            || (!best.Evidence.SaysLittle && best.Verdict.Score - rivals.Max(each => each.Verdict.Score) >= MatchScore.ClearLead)
            || (best.Evidence.SaysLittle && best.Complaint.LastAt - rivals.Max(each => each.Complaint.LastAt) >= MatchScore.ClearlyLater);
    }

    private static int Order(KnownComplaint left, MatchVerdict leftVerdict, KnownComplaint right, MatchVerdict rightVerdict)
    {
        var byOutcome = rightVerdict.Outcome.CompareTo(leftVerdict.Outcome);
        if (byOutcome != 0)
        {
            return byOutcome;
        }

        var byScore = rightVerdict.Points.CompareTo(leftVerdict.Points);
        if (byScore != 0)
        {
            return byScore;
        }

        var byTime = right.LastAt.CompareTo(left.LastAt);
        return byTime != 0 ? byTime : left.Id.CompareTo(right.Id);
    }
}
