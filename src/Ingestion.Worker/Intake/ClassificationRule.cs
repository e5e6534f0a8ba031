using Ingestion.Classifier;

namespace Ingestion.Worker.Intake;

/// <summary>Says what a new matter is. Follow-ups keep what their complaint is.</summary>
internal sealed class ClassificationRule(IClassifier classifier) : IIntakeRule
{
    public const string Name = "classification";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is not null)
        {
            return;
        }

        var content = draft.Submission.Content;
        var classification = classifier.Classify(
            new ClassifierInput(content.Text, content.Subject, content.LanguageHint, draft.Submission.Channel.DefaultLanguage));
        draft.Classification = classification;
        foreach (var reason in classification.Reasons)
        {
            draft.Because(Name, reason.Aspect, reason.Code);
        }

        if (classification.Kind is MessageKind.Spam)
        {
            draft.BarAnswer("spam-suspected");
        }
    }
}
