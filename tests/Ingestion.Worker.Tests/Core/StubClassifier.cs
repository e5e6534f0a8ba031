using Ingestion.Classifier;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Knows three words: <c>spam</c>, <c>poison</c> (throws) and <c>unsure</c>; the rest is a complaint in the channel's language.</summary>
internal sealed class StubClassifier : IClassifier
{
    private int poisoned;

    /// <summary>Called before each answer: in the middle of the deciding transaction.</summary>
    public Action<string>? OnClassify { get; set; }

    /// <summary>How often it was asked about poison.</summary>
    public int Poisoned => poisoned;

    public Classification Classify(ClassifierInput input)
    {
        OnClassify?.Invoke(input.Text);
        if (input.Text.Contains("poison", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref poisoned);
            throw new InvalidOperationException("the text is poison");
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
