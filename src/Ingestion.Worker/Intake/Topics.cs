using System.Globalization;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Settings;
using KnownComplaint = Ingestion.Worker.Complaints.KnownComplaint;

namespace Ingestion.Worker.Intake;

/// <summary>
/// What comes to a complaint by its conversation continues it while it is open and young. One that is closed or old is a repeat contact when it is about
/// the same topic, and else the beginning of a new complaint that follows the old one. A few words are no topic: those of thanks continue it as it is, others
/// ("any news?", "still broken") are of somebody who comes back.
/// </summary>
internal static class Topics
{
    public const string Rule = "topic";

    /// <summary>Evidence that says nothing about the topic.</summary>
    private static readonly string[] Circumstances = ["time", "session", "little-content"];

    /// <summary>False when the message is about something new: the complaint is ruled out and linked.</summary>
    public static bool Continue(IntakeDraft draft, KnownComplaint complaint, IntakeKnowledge knowledge, IntakeSettings settings)
    {
        if (!Repetition.IsOver(complaint, draft.Submission.At, settings) || knowledge.Matters.Find(complaint.Id) is not { Messages.Count: > 0 } candidate)
        {
            draft.Join(complaint);
            return true;
        }

        // The conversation vouches for the customer. Our own number says which complaint is meant, and nothing about the topic.
        var traits = CustomerMatters.Traits(draft.Submission, candidate.Contact);
        var topic = traits with { Numbers = [.. traits.Numbers.Where(number => number.Sort != ReferenceSort.Tracking)] };
        var evidence = MatchChooser.Likest(topic, candidate, knowledge.Pool);
        if (evidence.SaysLittle)
        {
            if (Courtesy.IsAll(draft.Submission.Content, draft.Submission.Classification))
            {
                draft.Join(complaint);
            }
            else
            {
                draft.Because(Rule, "little-content");
                Repetition.Join(draft, complaint, settings);
            }

            return true;
        }

        var points = MatchScore.Explain(evidence).Where(point => !Circumstances.Contains(point.Name, StringComparer.Ordinal)).Sum(point => point.Points);
        var told = MatchPoints.Tell(complaint.Id, evidence, points);
        if (points >= MatchScore.SuggestedFrom)
        {
            draft.Because(Rule, "same", told);
            Repetition.Join(draft, complaint, settings);
            return true;
        }

        draft.Because(Rule, complaint.IsClosed ? "new-after-closed" : "new-after-old", told);
        draft.RuleOut(complaint.Id);
        if (complaint.PersonId is not null && complaint.PersonId == draft.PersonId)
        {
            draft.EarlierComplaintId ??= complaint.Id;
        }
        else
        {
            draft.SuggestedComplaintId ??= complaint.Id;
        }

        return false;
    }
}
