using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>
/// Fits the second stage to predictions of texts that were not trained on, by gradient descent (Adam) on the log loss, held near "change nothing", the
/// more the fewer texts there are. Texts that a reader labelled by our rules count most: they, not the sets, say where the borders lie.
/// </summary>
internal static class CalibrationFit
{
    private const int Fewest = 40;
    private const double Wanted = 0.75;

    public static Calibration Fit(IReadOnlyList<Prediction> predictions)
    {
        var calibration = new Calibration();

        // The language's scores are right as they are: hundreds of thousands of texts and their cuts stand behind them.
        Parallel.ForEach(Lanes.Tasks.Where(task => task != Lanes.Language && task != Lanes.Matter).SelectMany(task => Enumerable.Range(0, CueLanguage.Count).Select(language => (task, language))), at =>
        {
            var part = predictions.Where(prediction => IsFor(at.task, at.language, prediction.Text)).ToList();
            if (part.Count >= Fewest)
            {
                new MatrixFit(at.task, part).Run(calibration.Of(at.task, at.language));
            }
        });

        for (var language = 0; language < CueLanguage.Count; language++)
        {
            calibration.ReviewBelow[language] = ReviewBelow(predictions, language, calibration);
        }

        return calibration;
    }

    private static bool IsFor(LaneTask task, int language, TrainingText text) =>
        text.Labels[task.Number] >= 0 && text.Weights[task.Number] >= 0.3f && text.Language == language;

    /// <summary>The confidence from which on kinds are right often enough.</summary>
    private static float ReviewBelow(IReadOnlyList<Prediction> predictions, int language, Calibration calibration)
    {
        const int Window = 40;
        var scores = new float[Lanes.Kind.Size];
        var answers = new List<(float Confidence, bool Right)>();
        foreach (var prediction in predictions.Where(prediction => prediction.Text.IsRead && IsFor(Lanes.Kind, language, prediction.Text)))
        {
            calibration.ApplyKind(language, prediction.Lanes, scores);
            var best = Softmax.Best(scores);
            answers.Add((scores[best], best == prediction.Text.Labels[Lanes.Kind.Number]));
        }

        answers.Sort((one, other) => one.Confidence.CompareTo(other.Confidence));
        var threshold = 0.4f;
        for (var i = 0; i + Window <= answers.Count && answers.Skip(i).Take(Window).Count(answer => answer.Right) < Wanted * Window; i++)
        {
            threshold = answers[i + (Window / 2)].Confidence;
        }

        return Math.Clamp(threshold, 0.4f, 0.7f);
    }
}
