using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>Figures of predictions that were made by tables which had not seen the texts.</summary>
internal static class HeldOutFigures
{
    /// <summary>Labels that count for less are not worth being right about.</summary>
    private const float Shown = 0.3f;

    public static IReadOnlyList<EvaluationLine> Of(IEnumerable<Prediction> predictions, Calibration calibration)
    {
        var found = new SortedDictionary<(int Task, string Set, string Language), TaskFigures>();
        var answers = new float[Calibration.MaxAnswers];
        foreach (var prediction in predictions)
        {
            var text = prediction.Text;
            foreach (var task in Lanes.Tasks)
            {
                var label = text.Labels[task.Number];
                if (label < 0 || task == Lanes.Matter || text.Weights[task.Number] < Shown || (task == Lanes.Category && text.Labels[Lanes.Kind.Number] > (int)MessageKind.Complaint))
                {
                    continue;
                }

                // Labels of a set and labels by our rules are two things to be right about.
                var isOurs = text.IsRead && (task == Lanes.Kind || task == Lanes.Category);
                var set = isOurs ? (text.Set.Length == 2 ? "own texts" : text.Set + ", our labels") : text.Set;
                var key = (task.Number, set, CueLanguage.Tag(text.Language));
                if (!found.TryGetValue(key, out var figures))
                {
                    found[key] = figures = new TaskFigures(task.Labels);
                }

                var part = answers.AsSpan(0, task.Size);
                if (task == Lanes.Kind)
                {
                    calibration.ApplyKind(text.Language, prediction.Lanes, part);
                }
                else
                {
                    calibration.Apply(task, text.Language, prediction.Lanes, part);
                }

                var best = Softmax.Best(part);
                figures.Add(label, best, part[best]);
            }
        }

        return [.. found.Select(entry => new EvaluationLine(Lanes.Tasks[entry.Key.Task].Name, entry.Key.Set, entry.Key.Language, entry.Value))];
    }
}
