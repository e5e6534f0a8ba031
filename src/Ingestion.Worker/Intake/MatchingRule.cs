using System.Globalization;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Settings;
using Candidate = Ingestion.Worker.Matching.KnownComplaint;

namespace Ingestion.Worker.Intake;

/// <summary>
/// A message that no conversation leads anywhere may still be about a matter that its customer told before, on whichever channel: then it is a repeat
/// contact. In doubt it opens a complaint, and the link is suggested. Complaints of other customers are none of this rule's business: what is alike among
/// them is found later, see <see cref="ClusterStage"/>.
/// </summary>
internal sealed class MatchingRule(IntakeSettings settings) : IIntakeRule
{
    public const string Name = "matching";

    /// <summary>Candidates that are kept with a decision.</summary>
    private const int MostTold = 5;

    /// <summary>Rarity from which a number tells the matter.</summary>
    private const float Certain = 0.5f;

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null || draft.PersonId is not { } person || settings.RepeatWindow == TimeSpan.Zero || knowledge.Matters.Of(person) is not { Count: > 0 } all)
        {
            return;
        }

        var message = CustomerMatters.Traits(draft.Submission, OwnComplaints.Person(person));
        var judged = new List<(Candidate Complaint, MatchVerdict Verdict, string Points)>();
        var eligible = new List<Candidate>();
        foreach (var candidate in all.Where(candidate => candidate.Messages.Count > 0 && !draft.IsRuledOut(candidate.Id)))
        {
            var (verdict, evidence) = MatchChooser.Judge(message, candidate, knowledge.Pool);
            judged.Add((candidate, verdict, MatchPoints.TellOwn(candidate.Id, evidence, verdict)));
            if (evidence.Apart <= settings.RepeatWindow || evidence.MatterNumber > Certain)
            {
                eligible.Add(candidate);
            }
        }

        judged.Sort((left, right) => right.Verdict.Points.CompareTo(left.Verdict.Points));
        judged.Take(MostTold).ToList().ForEach(each => draft.Because(Name, "candidate", each.Points));
        var choice = MatchChooser.Choose(message, eligible, knowledge.Pool);
        if (choice.Joined is { } joined && !draft.IsSenderClaimed && knowledge.Complaints.TryGetValue(joined.Id, out var complaint))
        {
            draft.Because(Name, "same-matter", joined.Id.ToString(CultureInfo.InvariantCulture));
            Repetition.Join(draft, complaint, settings);
            return;
        }

        // Who only claims to be this customer joins nothing: somebody looks at it.
        foreach (var suggested in choice.Joined is { } claimed ? choice.Suggested.Prepend(claimed) : choice.Suggested)
        {
            var (_, verdict, points) = judged.Find(each => each.Complaint == suggested);
            draft.Because(Name, "suggested", suggested.Id.ToString(CultureInfo.InvariantCulture));
            draft.Suggested.Add(new SuggestedLink(suggested.Id, verdict.Points, points));
        }
    }
}
