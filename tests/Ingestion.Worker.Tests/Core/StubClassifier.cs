using Ingestion.Classifier;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Knows four words: <c>spam</c>, <c>broken</c> (throws), <c>unsure</c> and <c>urgent</c>; the rest is a complaint in the channel's language.</summary>
internal sealed class StubClassifier : IClassifier
{
    public Classification Classify(ClassifierInput input)
    {
        if (input.Text.Contains("broken classifier", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("the text breaks it");
        }

        return new Classification
        {
            Language = input.LanguageHint ?? input.DefaultLanguage,
            LanguageConfidence = 1,
            Kind = input.Text.Contains("spam", StringComparison.Ordinal) ? MessageKind.Spam : MessageKind.Complaint,
            KindConfidence = input.Text.Contains("spam", StringComparison.Ordinal) ? 0.95f : 0.5f,
            Category = Category.Delivery,
            CategoryConfidence = 0.25f,
            Priority = input.Text.Contains("urgent", StringComparison.Ordinal) ? Priority.Urgent : Priority.Normal,
            PriorityScore = input.Text.Contains("urgent", StringComparison.Ordinal) ? PriorityScale.Urgent : PriorityScale.Start(MessageKind.Complaint),
            NeedsReview = input.Text.Contains("unsure", StringComparison.Ordinal),
            Reasons = [new ClassificationReason("kind", "stub")],
        };
    }
}
