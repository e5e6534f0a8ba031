using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Intake.Machines;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Machines are recorded and never answered. A report (delivery report, absence note, receipt) is no complaint; a list or a no-reply
/// sender is one without an answer; where it is not certain the answer is held back until somebody has looked.
/// </summary>
internal sealed class MachineMailRule : IIntakeRule
{
    public const string Name = "machine-mail";

    /// <summary>One of our channels wrote to another.</summary>
    public const string OwnChannel = "machine-own-channel";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null)
        {
            return;
        }

        if (draft.Submission.IsOwnMail)
        {
            draft.Because(Name, "own-mail-came-back");
            draft.Settle(Outcome.MachineMail, About(draft, knowledge));
            return;
        }

        foreach (var sign in draft.Submission.Content.MachineSigns)
        {
            draft.Because(Name, sign.Code, sign.Strength.ToString());
        }

        if (IsFromOurselves(draft))
        {
            JudgeOwn(draft, knowledge);
            return;
        }

        var verdict = MachineJudge.Weigh(draft.Submission.Content.MachineSigns);
        switch (verdict.Finding)
        {
            case MachineFinding.Report:
                draft.Settle(Outcome.MachineMail, About(draft, knowledge));
                break;
            case MachineFinding.Machine:
                draft.BarAnswer(verdict.Reason);
                break;
            case MachineFinding.Doubt:
                draft.HoldAnswer(verdict.Reason);
                break;
        }
    }

    private static bool IsFromOurselves(IntakeDraft draft)
    {
        var content = draft.Submission.Content;
        return draft.Submission.Channel.Own.Contains(content.Sender) || draft.Submission.Channel.Own.Contains(content.ReplyTo);
    }

    /// <summary>An answer of ours that one of our channels was sent names a number of ours; what does not may be a colleague who passes something on.</summary>
    private static void JudgeOwn(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        draft.Because(Name, "own-channel", MachineSignStrength.NoAnswer.ToString());
        foreach (var number in draft.Submission.QuotedNumbers)
        {
            if (knowledge.ComplaintsByNumber.TryGetValue(number.Digits, out var id))
            {
                draft.Settle(Outcome.MachineMail, id);
                return;
            }
        }

        if (MachineJudge.Weigh(draft.Submission.Content.MachineSigns).Finding == MachineFinding.Report)
        {
            draft.Settle(Outcome.MachineMail, About(draft, knowledge));
        }
        else
        {
            draft.BarAnswer(OwnChannel);
        }
    }

    /// <summary>The complaint whose acknowledgement the machine answers: only a signed id tells.</summary>
    private static long? About(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        foreach (var id in draft.Submission.SignedComplaintIds)
        {
            if (knowledge.Complaints.ContainsKey(id))
            {
                return id;
            }
        }

        return null;
    }
}
