using Ingestion.Classifier;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Knows three words: <c>spam</c>, <c>broken</c> (throws) and <c>unsure</c>; the rest is a complaint in the channel's language.</summary>
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
            KindConfidence = 0.5f,
            Category = Category.Delivery,
            CategoryConfidence = 0.25f,
            Priority = Priority.Normal,
            NeedsReview = input.Text.Contains("unsure", StringComparison.Ordinal),
            Reasons = [new ClassificationReason("kind", "stub")],
        };
    }
}
