using Ingestion.Classifier;

namespace Ingestion.Worker.Intake;

/// <summary>Says what a new matter is. Follow-ups keep what their complaint is.</summary>
internal sealed class ClassificationRule : IIntakeRule
{
    public const string Name = "classification";

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

        if (classification.Kind is MessageKind.Spam)
        {
            draft.HoldAnswer("spam-suspected");
        }
    }
}
