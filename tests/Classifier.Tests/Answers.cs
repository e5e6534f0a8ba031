using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

/// <summary>Checks one sentence against what a person says about it. The default language is never the right one, so the text alone decides.</summary>
internal static class Answers
{
    private static readonly KeywordClassifier Classifier = new();

    public static void Check(string text, string language, MessageKind kind, Category? category = null, Priority? priority = null)
    {
        var answer = Classifier.Classify(new ClassifierInput(text, DefaultLanguage: language == "en" ? "tr" : "en"));
        var reasons = string.Join(", ", answer.Reasons.Select(reason => reason.Aspect + " " + reason.Code));
        Assert.True(
            answer.Language == language && answer.Kind == kind && (category is null || answer.Category == category) && (priority is null || answer.Priority == priority),
            $"{answer.Language} {answer.Kind} {answer.Category} {answer.Priority} ({reasons}) for: {text}");
    }
}
