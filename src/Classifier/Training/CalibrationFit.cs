using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>
/// Fits temperature and shifts for each task and language to predictions of texts that were not trained on: plain gradient descent on the log loss,
/// held near "change nothing", the more the fewer texts there are.
/// </summary>
internal static class CalibrationFit
{
    private const int Rounds = 400;
    private const float Step = 0.2f;
    private const float Hold = 4f;
    private const double Wanted = 0.75;

    public static Calibration Fit(IReadOnlyList<Prediction> predictions)
    {
        var calibration = new Calibration();
        foreach (var task in Lanes.Tasks)
        {
            for (var language = 0; language < CueLanguage.Count; language++)
            {
                var part = predictions.Where(prediction => IsFor(task, language, prediction.Text)).ToList();
                if (part.Count >= 40)
                {
                    Fit(task, part, calibration.Of(task, language));
                }
            }
        }

        for (var language = 0; language < CueLanguage.Count; language++)
        {
            calibration.ReviewBelow[language] = ReviewBelow(predictions, language, calibration);
        }

        return calibration;
    }

    private static bool IsFor(LaneTask task, int language, TrainingText text) =>
        text.Labels[task.Number] >= 0 && text.Weights[task.Number] >= 0.5f && (task == Lanes.Language ? language == 0 : text.Language == language);

    private static void Fit(LaneTask task, List<Prediction> part, Span<float> values)
    {
        Span<float> slope = stackalloc float[Calibration.Stride];
        Span<float> scores = stackalloc float[Calibration.MaxAnswers];
        scores = scores[..task.Size];
        var total = part.Sum(prediction => prediction.Text.Weights[task.Number]);
        for (var round = 0; round < Rounds; round++)
        {
            slope.Clear();
            foreach (var prediction in part)
            {
                var lanes = task.Of(prediction.Lanes);
                for (var i = 0; i < scores.Length; i++)
                {
                    scores[i] = (lanes[i] * values[0]) + values[1 + i];
                }

                Softmax.Apply(scores);
                scores[prediction.Text.Labels[task.Number]] -= 1;
                for (var i = 0; i < scores.Length; i++)
                {
                    slope[0] += scores[i] * lanes[i] * prediction.Text.Weights[task.Number];
                    slope[1 + i] += scores[i] * prediction.Text.Weights[task.Number];
                }
            }

            values[0] -= Step * (slope[0] + (Hold * (values[0] - 1))) / total;
            for (var i = 1; i <= task.Size; i++)
            {
                values[i] -= Step * (slope[i] + (Hold * values[i])) / total;
            }
        }
    }

    /// <summary>The confidence from which on kinds are right often enough.</summary>
    private static float ReviewBelow(IReadOnlyList<Prediction> predictions, int language, Calibration calibration)
    {
        var scores = new float[Lanes.Kind.Size];
        var answers = new List<(float Confidence, bool Right)>();
        foreach (var prediction in predictions.Where(prediction => prediction.Text.IsRead && IsFor(Lanes.Kind, language, prediction.Text)))
        {
            Lanes.Kind.Of(prediction.Lanes).CopyTo(scores);
            calibration.Apply(Lanes.Kind, language, scores);
            var best = Softmax.Best(scores);
            answers.Add((scores[best], best == prediction.Text.Labels[Lanes.Kind.Number]));
        }

        answers.Sort((one, other) => one.Confidence.CompareTo(other.Confidence));
        var threshold = 0.4f;
        const int Window = 40;
        for (var i = 0; i + Window <= answers.Count && answers.Skip(i).Take(Window).Count(answer => answer.Right) < Wanted * Window; i++)
        {
            threshold = answers[i + (Window / 2)].Confidence;
        }

        return Math.Clamp(threshold, 0.4f, 0.7f);
    }
}
