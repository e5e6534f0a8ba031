using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>What a repeat contact does to its complaint: one contact more, a mark when it was closed or old, and by rule a higher priority.</summary>
internal static class Repetition
{
    private const string Rule = "repeat-contact";

    /// <summary>As the rules of priority name it.</summary>
    private const string Cause = "repeat";

    public static void Join(IntakeDraft draft, KnownComplaint complaint, IntakeSettings settings)
    {
        var isBack = IsOver(complaint, draft.Submission.At, settings);
        if (isBack)
        {
            draft.Because(Rule, complaint.IsClosed ? "complaint-was-closed" : "complaint-was-old", complaint.IsClosed ? complaint.Status : null);
        }

        var before = ClassificationWords.PriorityOf(complaint.Priority);
        var after = Raised(before, draft.Submission.Classification, isBack);
        if (after > before)
        {
            draft.Because(Rule, "priority-raised", $"{before.Word()} to {after.Word()}");
        }

        draft.ComeBack(complaint, new RepeatContact(after > before ? after : null, isBack ? draft.Submission.At : null));
    }

    /// <summary>Whoever works on it has ended it, or nothing was heard for so long that a new message need not be about it.</summary>
    public static bool IsOver(KnownComplaint complaint, DateTimeOffset at, IntakeSettings settings) =>
        complaint.IsClosed || (settings.RepeatWindow > TimeSpan.Zero && at - complaint.LastMessageAt > settings.RepeatWindow);

    /// <summary>
    /// What the message would have by itself with the rules' points for a repeat; and after the end a step more than the complaint had, to high at most.
    /// Nothing lowers it.
    /// </summary>
    private static Priority Raised(Priority before, Classification classification, bool isBack)
    {
        var stepped = isBack && before < Priority.High ? before + 1 : before;
        var told = classification.TreatedAs is MessageKind.Spam or MessageKind.Irrelevant ? before : classification.Raised(Cause).Priority;
        return told > stepped ? told : stepped;
    }
}
