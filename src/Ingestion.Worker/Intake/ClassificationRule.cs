using Ingestion.Classifier;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Says what a message is, with the reasons. A message that joins a complaint, or a new version of one, leaves what that one is; what is more urgent
/// raises its priority.
/// </summary>
internal sealed class ClassificationRule : IIntakeRule
{
    public const string Name = "classification";

    /// <summary>The cause of priority that a marked contact is.</summary>
    private const string Vip = "vip";

    /// <summary>A less certain guess asks for a look at the complaint and holds nothing back: people who are angry at robots write like them.</summary>
    private const float CertainSpam = 0.8f;

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null && draft is { Joined: null, Revision: null })
        {
            return;
        }

        var classification = draft.Submission.Classification;
        if (draft.Submission.Content.Sender is { } sender && knowledge.ContactPoints.TryGetValue(sender, out var point) && point.IsVip)
        {
            classification = classification.Raised(Vip);
        }

        draft.Classification = classification;
        foreach (var reason in classification.Reasons)
        {
            draft.Because(Name, reason.Aspect, reason.Code);
        }

        if (draft.Joined is { } complaint)
        {
            draft.RaisedTo = Raised(draft, complaint, classification);
        }
        else if (draft.Outcome is null && classification is { Kind: MessageKind.Spam, KindConfidence: >= CertainSpam })
        {
            draft.HoldAnswer("spam-suspected");
        }
    }

    /// <summary>The complaint's new points, where a message makes it more urgent: what has become more urgent is treated so, and nothing is taken back.</summary>
    public static int? Raised(IntakeDraft draft, KnownComplaint complaint, Classification classification)
    {
        var before = ClassificationWords.PriorityOf(complaint.Priority);
        if (classification.Priority <= before || classification.TreatedAs is MessageKind.Spam or MessageKind.Irrelevant)
        {
            return null;
        }

        draft.Because(Name, "priority-raised", $"{before.Word()} to {classification.Priority.Word()}");
        return classification.PriorityScore;
    }
}
