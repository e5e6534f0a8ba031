using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests.Rules;

/// <summary>
/// How many of the messages that people call high or urgent come first, and how many others do, on texts that no model was trained on: phrases alone find
/// half of them in Turkish. The limits leave room for another training, not for a model that knows less.
/// </summary>
public sealed class UntrainedTextsTests
{
    private static readonly TextClassifier Classifier = new();

    [Theory]
    [InlineData("tr", 88, 18)]
    [InlineData("en", 48, 22)]
    public void Classify_GraveAndOrdinaryMessages_TheGraveOnesComeFirst(string language, int atLeast, int atMost)
    {
        var (grave, others) = (0, 0);
        foreach (var (priority, text) in Read(language))
        {
            var isFirst = Classifier.Classify(new ClassifierInput(text, DefaultLanguage: language)).Priority >= Priority.High;
            grave += isFirst && priority >= 2 ? 1 : 0;
            others += isFirst && priority < 2 ? 1 : 0;
        }

        Assert.True(grave >= atLeast && others <= atMost, $"{grave} grave ones and {others} others are high or urgent");
    }

    private static List<(int Priority, string Text)> Read(string language)
    {
        using var stream = typeof(UntrainedTextsTests).Assembly.GetManifestResourceStream("Rules.untrained.tsv")!;
        using var reader = new StreamReader(stream);
        var texts = new List<(int, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var of, var priority, var text] && of == language && int.TryParse(priority, out var number))
            {
                texts.Add((number, text.Replace("\\n", "\n", StringComparison.Ordinal)));
            }
        }

        return texts;
    }
}
