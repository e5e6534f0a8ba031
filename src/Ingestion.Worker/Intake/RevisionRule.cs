using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Intake;

/// <summary>
/// A later version of a message that is known already: recorded where the message stands, never a complaint of its own, never answered. A
/// deletion is final; of texts the one written last counts, whichever way they come in.
/// </summary>
internal sealed class RevisionRule : IIntakeRule
{
    public const string Name = "revision";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        var submission = draft.Submission;
        if (draft.Outcome is not null)
        {
            return;
        }

        if (submission.Version is not { } version || !knowledge.Identities.TryGetValue(version.Key, out var known))
        {
            if (submission.Content.IsWithdrawn)
            {
                draft.Because(Name, "original-unknown");
                draft.Settle(Outcome.Revision);
            }

            return;
        }

        if (known.Outcome == Outcome.Command.Word() && !submission.Content.IsWithdrawn)
        {
            // Nothing of it stands anywhere yet: what it says now is new.
            draft.Because(Name, "original-" + known.Outcome);
            knowledge.Identities.Remove(version.Key);
        }
        else if (known.IsCopy && submission.Fingerprint is { } fingerprint && knowledge.Contents.ContainsKey(fingerprint))
        {
            draft.Because(Name, "edited-copy", Id(known.MessageId));
        }
        else
        {
            Record(draft, version, known, knowledge);
        }
    }

    private static void Record(IntakeDraft draft, MessageVersion version, KnownIdentity known, IntakeKnowledge knowledge)
    {
        var isWithdrawn = draft.Submission.Content.IsWithdrawn;
        draft.Because(Name, isWithdrawn ? "withdrawn" : "edited", Id(known.MessageId));
        var counts = known.IsWithdrawn ? isWithdrawn && version.At >= known.CurrentAt : isWithdrawn || version.At >= known.CurrentAt;
        if (known.IsErased)
        {
            draft.Because(Name, "original-erased");
            draft.IsErased = true;
            draft.Settle(Outcome.Revision, known.ComplaintId);
        }
        else if (known.ComplaintId is not { } id || known.Outcome == Outcome.MachineMail.Word() || knowledge.Complaints.Itself(id) is not { } complaint)
        {
            draft.Because(Name, known.IsWithdrawn ? "withdrawn-before-it-came" : "original-" + known.Outcome);
            draft.Settle(Outcome.Revision);
        }
        else if (version.Content == known.Content)
        {
            draft.Because(Name, "unchanged");
            draft.Settle(Outcome.Revision, id);
            draft.Identity = known with { CurrentAt = counts ? version.At : known.CurrentAt };
        }
        else
        {
            Revise(draft, version, known, complaint, counts, knowledge);
        }
    }

    private static void Revise(IntakeDraft draft, MessageVersion version, KnownIdentity known, KnownComplaint complaint, bool counts, IntakeKnowledge knowledge)
    {
        var content = draft.Submission.Content;
        if (!counts)
        {
            draft.Because(Name, "written-before-the-current-one", Id(known.CurrentId));
        }

        foreach (var note in content.Notes)
        {
            draft.Because("reading", note);
        }

        var goesOn = knowledge.Complaints[complaint.Id];
        draft.ContactId = content.Sender is { } sender && knowledge.ContactPoints.TryGetValue(sender, out var point) ? point.ContactId : null;
        draft.Identity = counts
            ? known with { Versions = known.Versions + 1, CurrentId = draft.MessageId, CurrentAt = version.At, Content = version.Content, IsWithdrawn = content.IsWithdrawn }
            : known with { Versions = known.Versions + 1 };
        draft.Revise(new Revision
        {
            Complaint = complaint,
            FirstId = known.MessageId,
            Version = known.Versions + 1,
            IsWithdrawn = content.IsWithdrawn,
            IsCurrent = counts,
            SupersededId = known.CurrentId,
            GoesOn = goesOn,
            RaisedTo = counts && !content.IsWithdrawn ? ClassificationRule.Raised(draft, goesOn, draft.Submission.Classification) : null,
        });
    }

    private static string Id(long message) => message.ToString(CultureInfo.InvariantCulture);
}
