using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>Asks a classifier about labelled texts and counts.</summary>
public static class ModelEvaluation
{
    /// <summary>Comes after the tasks of the model: phrases and points make it, and it has no confidence.</summary>
    private const int PriorityNumber = int.MaxValue;

    private static readonly string[] Priorities = ["low", "normal", "high", "urgent"];

    /// <summary>Figures by task, set and language, in this order; only what the rows have labels for.</summary>
    public static IReadOnlyList<EvaluationLine> Run(IClassifier classifier, IEnumerable<LabelledRow> rows)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(rows);
        var found = new SortedDictionary<(int Task, string Set, string Language), TaskFigures>();
        foreach (var text in TrainingTexts.Merge(rows))
        {
            Count(found, text, classifier);
        }

        return [.. found.Select(entry => new EvaluationLine(entry.Key.Task == PriorityNumber ? "priority" : Lanes.Tasks[entry.Key.Task].Name, entry.Key.Set, entry.Key.Language, entry.Value))];
    }

    private static void Count(SortedDictionary<(int Task, string Set, string Language), TaskFigures> found, TrainingText text, IClassifier classifier)
    {
        TaskFigures Of(LaneTask task, string part)
        {
            var key = (task.Number, text.Set, part);
            return found.TryGetValue(key, out var figures) ? figures : found[key] = new TaskFigures(task.Labels);
        }

        // No default language: what is asked is what the text tells.
        var answer = classifier.Classify(new ClassifierInput(text.Text, DefaultLanguage: ""));
        var language = CueLanguage.Tag(Math.Max(0, text.Language));
        if (text.Language >= 0)
        {
            Of(Lanes.Language, "whole").Add(text.Language, CueLanguage.Of(answer.Language), answer.LanguageConfidence);
            CountShort(text, classifier, Of);
        }

        var (kind, category, sentiment) = (text.Labels[Lanes.Kind.Number], text.Labels[Lanes.Category.Number], text.Labels[Lanes.Sentiment.Number]);
        if (kind >= 0)
        {
            Of(Lanes.Kind, language).Add(kind, (int)answer.Kind, answer.KindConfidence);
        }

        if (category >= 0 && (kind < 0 || kind == (int)MessageKind.Complaint))
        {
            Of(Lanes.Category, language).Add(category, (int)answer.Category, answer.CategoryConfidence);
        }

        if (sentiment >= 0)
        {
            Of(Lanes.Sentiment, language).Add(sentiment, (int)answer.Sentiment, answer.SentimentConfidence);
        }

        if (text.Labels[Lanes.Urgency.Number] is >= 0 and var urgency)
        {
            Of(Lanes.Urgency, language).Add(urgency, (int)answer.Urgency, answer.UrgencyConfidence);
        }

        if (text.Labels[Lanes.Grave.Number] is >= 0 and var grave)
        {
            Of(Lanes.Grave, language).Add(grave, answer.IsGrave ? 1 : 0, answer.GraveConfidence);
        }

        if (text.Priority is { } priority)
        {
            var key = (PriorityNumber, text.Set, language);
            (found.TryGetValue(key, out var figures) ? figures : found[key] = new TaskFigures(Priorities)).Add((int)priority, (int)answer.Priority, float.NaN);
        }
    }

    private static void CountShort(TrainingText text, IClassifier classifier, Func<LaneTask, string, TaskFigures> of)
    {
        var words = text.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 3)
        {
            var three = classifier.Classify(new ClassifierInput(string.Join(' ', words, 0, 3), DefaultLanguage: ""));
            of(Lanes.Language, "3 words").Add(text.Language, CueLanguage.Of(three.Language), three.LanguageConfidence);
        }

        if (text.Language is CueLanguage.Turkish or CueLanguage.Azerbaijani && Variants.Plain(text.Text) is { } plain)
        {
            var ascii = classifier.Classify(new ClassifierInput(plain, DefaultLanguage: ""));
            of(Lanes.Language, "ASCII").Add(text.Language, CueLanguage.Of(ascii.Language), ascii.LanguageConfidence);
        }
    }
}
