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
        foreach (var candidate in candidates)
        {
            var (verdict, evidence) = Judge(message, candidate, pool);
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

        var similar = SimilarOf(others);
        var suggested = own.Select(each => each.Complaint).Concat(others.Where(each => each.Verdict.Outcome == MatchOutcome.Suggested).Select(each => each.Complaint));
        return new MatchChoice(null, similar, [.. suggested.Except(similar).Take(MostSuggested)], similar.Count == 0 ? 0 : others[0].Verdict.Score);
    }

    /// <summary>Those alike beyond doubt; or, when several customers wrote much the same in a few hours, all of them.</summary>
    private static IReadOnlyList<KnownComplaint> SimilarOf(List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)> others)
    {
        var incident = others.Where(each => each.Evidence.Apart <= MatchScore.IncidentWindow && each.Verdict.Score >= MatchScore.IncidentFrom).ToArray();
        var isIncident = incident.Select(each => each.Complaint.Contact).Distinct(StringComparer.Ordinal).Count() >= MatchScore.IncidentSize;
        return [.. others.Where(each => each.Verdict.Outcome == MatchOutcome.Similar || (isIncident && incident.Contains(each))).Select(each => each.Complaint)];
    }

    /// <summary>The best verdict over the messages of a complaint.</summary>
    public static (MatchVerdict Verdict, MatchEvidence Evidence) Judge(MatchTraits message, KnownComplaint candidate, IPoolKnowledge pool)
    {
        var best = (new MatchVerdict(MatchOutcome.Nothing, float.MinValue), default(MatchEvidence));
        foreach (var known in candidate.Messages)
        {
            var evidence = MatchEvidence.Between(message, known, candidate.Numbers, candidate.LastAt, pool);
            var verdict = MatchScore.Judge(evidence);
            if (verdict.Score > best.Item1.Score)
            {
                best = (verdict, evidence);
            }
        }

        return best;
    }

    private static bool IsClear(List<(KnownComplaint Complaint, MatchVerdict Verdict, MatchEvidence Evidence)> own)
    {
        var best = own[0];
        return own.Count == 1
            || best.Evidence.MatterNumber > 0.5f
            || best.Evidence.SameSession
            || (best.Evidence.Content >= MatchScore.LittleContent && best.Verdict.Score - own[1].Verdict.Score >= MatchScore.ClearLead)
            || (best.Evidence.Content < MatchScore.LittleContent && best.Complaint.LastAt - own[1].Complaint.LastAt >= MatchScore.ClearlyLater);
    }

    private static int Order(KnownComplaint left, MatchVerdict leftVerdict, KnownComplaint right, MatchVerdict rightVerdict)
    {
        var byOutcome = rightVerdict.Outcome.CompareTo(leftVerdict.Outcome);
        if (byOutcome != 0)
        {
            return byOutcome;
        }

        var byScore = rightVerdict.Score.CompareTo(leftVerdict.Score);
        if (byScore != 0)
        {
            return byScore;
        }

        var byTime = right.LastAt.CompareTo(left.LastAt);
        return byTime != 0 ? byTime : left.Id.CompareTo(right.Id);
    }
}
