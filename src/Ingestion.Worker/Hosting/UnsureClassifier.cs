using Ingestion.Classifier;

namespace Ingestion.Worker.Hosting;

/// <summary>Takes everything for a complaint that a person should look at.</summary>
internal sealed class UnsureClassifier : IClassifier
{
    public Classification Classify(ClassifierInput input) => new()
    {
        Language = input.LanguageHint ?? input.DefaultLanguage,
        LanguageConfidence = 0,
        Kind = MessageKind.Complaint,
        KindConfidence = 0,
        Category = Category.Other,
        CategoryConfidence = 0,
        Priority = Priority.Normal,
        NeedsReview = true,
    };
}
