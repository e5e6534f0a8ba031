using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>Brings the rows of all files together: one text for each id, each label from whoever knows best.</summary>
internal static class TrainingTexts
{
    /// <summary>Divided evenly by two, three and four.</summary>
    public const int Folds = 12;

    /// <summary>In the order of the ids.</summary>
    public static List<TrainingText> Merge(IEnumerable<LabelledRow> rows)
    {
        var texts = new List<TrainingText>();
        foreach (var group in rows.GroupBy(row => row.Id, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (group.FirstOrDefault(row => row.Text is not null) is { Text: { } text } first)
            {
                texts.Add(Merge([.. group.OrderByDescending(row => LabelSource.Rank(row.LabelSource))], first, text));
            }
        }

        return texts;
    }

    private static TrainingText Merge(LabelledRow[] rows, LabelledRow first, string text)
    {
        var kind = Array.Find(rows, row => row.Kind.Length > 0);
        var category = kind is { Kind: "spam" or "irrelevant" } ? null : Array.Find(rows, row => row.Category.Length > 0);
        var sentiment = Array.Find(rows, row => row.Sentiment.Length > 0);
        var urgency = Array.Find(rows, row => row.Urgency.Length > 0);
        var priority = Array.Find(rows, row => row.Priority.Length > 0);
        var language = CueLanguage.Of(first.Language) is >= 0 and var known ? known : CueLanguage.Other;
        int[] labels =
        [
            language,
            Lanes.Kind.IndexOf(kind?.Kind ?? ""),
            Lanes.Category.IndexOf(category?.Category ?? ""),
            Lanes.Sentiment.IndexOf(sentiment?.Sentiment ?? ""),
            Lanes.Urgency.IndexOf(urgency?.Urgency ?? ""),
            kind is null ? -1 : kind.Kind == "spam" ? 1 : 0,
            priority is null ? -1 : priority.Priority is "2" or "3" ? 1 : 0,
            Array.Find(rows, row => Weight(row, 6) > 0) is { } matter ? Lanes.Matter.IndexOf(matter.Category) : -1,
        ];
        float[] weights = [1, Weight(kind, 0), Weight(category, 1), Weight(sentiment, 2), Weight(urgency, 3), Weight(kind, 5), Weight(priority, 7), 1];
        if (language == CueLanguage.Azerbaijani && IsCyrillicOfOthers(text))
        {
            // Customers of an Azerbaijani company write Russian to it, and the sets call that Azerbaijani.
            labels[Lanes.Language.Number] = -1;
        }

        if (sentiment is null && kind is { LabelSource: LabelSource.Own, Kind: "complaint" or "praise" })
        {
            labels[Lanes.Sentiment.Number] = kind.Kind == "complaint" ? 0 : 2;
            weights[Lanes.Sentiment.Number] = 1;
        }

        if (labels[Lanes.Kind.Number] < 0 && sentiment is not null && Weight(sentiment, 4) is > 0 and var guess && sentiment.Sentiment != "neu")
        {
            labels[Lanes.Kind.Number] = (int)(sentiment.Sentiment == "neg" ? MessageKind.Complaint : MessageKind.Praise);
            weights[Lanes.Kind.Number] = guess;
        }

        var isRead = kind is { LabelSource: LabelSource.Own or LabelSource.Reader };
        return new TrainingText(first.Id, first.Set, language, text, labels, weights, isRead, FoldOf(first, text))
        {
            Priority = priority?.Priority is [>= '0' and <= '3'] and [var digit] ? (Priority)(digit - '0') : null,
        };
    }

    private static bool IsCyrillicOfOthers(string text) =>
        text.Count(letter => letter is >= '\u0400' and <= '\u04FF') * 2 > text.Count(char.IsLetter) && !text.AsSpan().ContainsAny(ModelLanguage.AzerbaijaniCyrillic);

    private static float Weight(LabelledRow? row, int column) => row is null ? 0 : SourceWeights.Shared.Of(row.Set, row.LabelSource)[column];

    /// <summary>By text, so that repeats stay together; by number for our own texts, where a number tells one incident in several languages.</summary>
    private static int FoldOf(LabelledRow row, string text)
    {
        var hash = 2166136261u;
        foreach (var character in row.Set.Length == 2 ? row.Id.AsSpan(2) : text.AsSpan())
        {
            hash = (hash ^ character) * 16777619u;
        }

        return (int)((hash ^ (hash >> 16)) % Folds);
    }
}
