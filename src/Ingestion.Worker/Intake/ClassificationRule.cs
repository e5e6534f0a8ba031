using Ingestion.Classifier;

namespace Ingestion.Worker.Intake;

/// <summary>Says what a new matter is. Follow-ups keep what their complaint is.</summary>
internal sealed class ClassificationRule : IIntakeRule
{
    public const string Name = "classification";

    /// <summary>A less certain guess asks for a look at the complaint and holds nothing back: people who are angry at robots write like them.</summary>
    private const float CertainSpam = 0.8f;

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null)
        {
            return;
        }

        var classification = draft.Submission.Classification;
        draft.Classification = classification;
        foreach (var reason in classification.Reasons)
        {
            draft.Because(Name, reason.Aspect, reason.Code);
        }

        if (classification is { Kind: MessageKind.Spam, KindConfidence: >= CertainSpam })
        {
            draft.HoldAnswer("spam-suspected");
        }
    }
}
