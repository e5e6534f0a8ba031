using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

/// <summary>
/// Checks sentences against what a person says about them. The model may be wrong about a few, and about others after each training; the priority
/// comes from rules. The default language is never the right one, so that the text alone decides.
/// </summary>
internal static class Answers
{
    private static readonly TextClassifier Classifier = new();

    public static void Check(string language, IReadOnlyList<(string Text, MessageKind Kind, Category? Category, Priority? Priority)> sentences)
    {
        var wrong = new List<string>();
        var (languages, kinds, categories, priorities) = (0, 0, 0, 0);
        foreach (var (text, kind, category, priority) in sentences)
        {
            var answer = Classifier.Classify(new ClassifierInput(text, DefaultLanguage: language == "en" ? "tr" : "en"));
            var (isLanguage, isKind) = (answer.Language == language, answer.Kind == kind);
            var isCategory = category is null || answer.Category == category;
            var isPriority = priority is null || answer.Priority == priority || !isKind;
            languages += isLanguage ? 0 : 1;
            kinds += isKind ? 0 : 1;
            categories += isCategory ? 0 : 1;
            priorities += isPriority ? 0 : 1;
            if (!isLanguage || !isKind || !isCategory || !isPriority)
            {
                var reasons = string.Join(", ", answer.Reasons.Select(reason => reason.Aspect + " " + reason.Code));
                wrong.Add($"{answer.Language} {answer.Kind} {answer.Category} {answer.Priority} ({reasons}) for: {text}");
            }
        }

        var count = sentences.Count;
        Assert.True(
            languages * 20 <= count && kinds * 8 <= count && categories * 6 <= count && priorities * 12 <= count,
            $"of {count} wrong in language {languages}, kind {kinds}, category {categories}, priority {priorities}\n{string.Join('\n', wrong)}");
    }
}
