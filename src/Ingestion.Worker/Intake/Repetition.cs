using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>What a repeat contact does to its complaint: one contact more, a mark when it was closed or old, and by rule a higher priority.</summary>
internal static class Repetition
{
    private const string Rule = "repeat-contact";

    public static void Join(IntakeDraft draft, KnownComplaint complaint, IntakeSettings settings)
    {
        var isBack = IsOver(complaint, draft.Submission.At, settings);
        if (isBack)
        {
            draft.Because(Rule, complaint.IsClosed ? "complaint-was-closed" : "complaint-was-old", complaint.IsClosed ? complaint.Status : null);
        }

        var before = ClassificationWords.PriorityOf(complaint.Priority);
        var after = Raised(before, draft.Submission.Classification, isBack || complaint.Contacts + 1 >= settings.RaiseFromContact);
        if (after > before)
        {
            draft.Because(Rule, "priority-raised", $"{before.Word()} to {after.Word()}");
        }

        draft.ComeBack(complaint, new RepeatContact(after > before ? after : null, isBack ? draft.Submission.At : null));
    }

    /// <summary>Whoever works on it has ended it, or nothing was heard for so long that a new message need not be about it.</summary>
    public static bool IsOver(KnownComplaint complaint, DateTimeOffset at, IntakeSettings settings) =>
        complaint.IsClosed || (settings.RepeatWindow > TimeSpan.Zero && at - complaint.LastMessageAt > settings.RepeatWindow);

    /// <summary>A step for coming back, to high at most; what the text itself says is more urgent counts in full. Nothing lowers it.</summary>
    private static Priority Raised(Priority before, Classification classification, bool isStep)
    {
        var stepped = isStep && before < Priority.High ? before + 1 : before;
        return classification.Kind is MessageKind.Spam or MessageKind.Irrelevant || classification.Priority <= stepped ? stepped : classification.Priority;
    }
}
