using System.Globalization;
using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests.Rules;

/// <summary>
/// Sentences with the priority and the causes that a person gives them, and as many harmless ones that look alike. What the model takes for another kind
/// or language says nothing about the rules; there may be few of them. Nor does what it adds for gravity: the rules are judged without it, and where it
/// changes the priority there may be one such sentence in a language.
/// </summary>
public sealed class PrioritySentencesTests
{
    private static readonly TextClassifier Classifier = new();

    public static TheoryData<string> Languages => ["tr", "az", "fa", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Classify_Sentences_HaveTheirPriorityForTheirReasons(string language)
    {
        var wrong = new List<string>();
        var passed = new List<string>();
        var raised = new List<string>();
        var (count, judged) = (0, 0);
        foreach (var (kind, priority, causes, text) in Read(language))
        {
            count++;
            var answer = Classifier.Classify(new ClassifierInput(text, DefaultLanguage: language));
            if (answer.Language != language || answer.Kind.ToString().ToLowerInvariant() != kind)
            {
                passed.Add($"{answer.Language} {answer.Kind} instead of {kind}: {text}");
                continue;
            }

            judged++;
            var found = string.Join(',', answer.Reasons.Where(reason => reason.Aspect == "priority").Select(Cause).Where(cause => cause != "model").Distinct().Order(StringComparer.Ordinal));
            if (PointsOfTheModel(answer) > 0 && answer.Priority.ToString().ToLowerInvariant() != priority)
            {
                raised.Add($"{answer.Priority} instead of {priority}: {text}");
            }

            if (PriorityScale.Of(answer.PriorityScore - PointsOfTheModel(answer)).ToString().ToLowerInvariant() != priority || found != causes)
            {
                wrong.Add($"{answer.Priority} ({string.Join("; ", answer.Reasons.Select(reason => reason.Code))}) instead of {priority} ({causes}): {text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(raised.Count <= 1, string.Join('\n', raised));
        Assert.True(count >= 40 && judged * 10 >= count * 8, $"{judged} of {count} sentences were judged, not these:\n{string.Join('\n', passed)}");
    }

    private static int PointsOfTheModel(Classification answer) => answer.Reasons.Where(reason => reason.Aspect == "priority" && Cause(reason) == "model")
        .Sum(reason => int.Parse(reason.Code.Split('+')[1], CultureInfo.InvariantCulture));

    private static string Cause(ClassificationReason reason) => reason.Code.Split('+', ' ')[0];

    private static IEnumerable<(string Kind, string Priority, string Causes, string Text)> Read(string language)
    {
        using var stream = typeof(PrioritySentencesTests).Assembly.GetManifestResourceStream("Rules.sentences.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var of, var kind, var priority, var causes, var text] && of == language)
            {
                yield return (kind, priority, string.Join(',', causes.Split(',').Order(StringComparer.Ordinal)), text);
            }
        }
    }
}
