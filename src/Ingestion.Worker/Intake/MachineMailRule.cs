using Ingestion.Channels;
using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Machines are recorded and never answered. A report (delivery report, absence note, receipt) is no complaint; a list or a no-reply
/// sender is one without an answer. Two hints together count as one sign.
/// </summary>
internal sealed class MachineMailRule : IIntakeRule
{
    public const string Name = "machine-mail";

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

        MachineSign? report = null;
        MachineSign? noAnswer = null;
        var hints = 0;
        foreach (var sign in draft.Submission.Content.MachineSigns)
        {
            draft.Because(Name, sign.Code, sign.Strength.ToString());
            report ??= sign.Strength == MachineSignStrength.MachineReport ? sign : null;
            noAnswer ??= sign.Strength == MachineSignStrength.NoAnswer ? sign : null;
            hints += sign.Strength == MachineSignStrength.Hint ? 1 : 0;
        }

        if (report is not null)
        {
            draft.Settle(Outcome.MachineMail, About(draft, knowledge));
        }
        else if (noAnswer is not null)
        {
            draft.BarAnswer("machine-" + noAnswer.Code);
        }
        else if (hints >= 2)
        {
            draft.BarAnswer("machine-hints");
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
