using System.Runtime.Intrinsics;
using Ingestion.Classifier.Models;

namespace Ingestion.Classifier.Training;

/// <summary>Fits the matrix of one task in one language.</summary>
internal sealed class MatrixFit
{
    private const int Rounds = 300;
    private const float Step = 0.02f;
    private const float Hold = 15f;
    private const float OwnText = 1f;
    private const float ReadText = 3f;

    /// <summary>Of English there is next to nothing else.</summary>
    private const float OwnEnglishText = 2f;

    /// <summary>A set counts by the root of its rows: twenty thousand comments under one company's posts must not decide for what others' customers write.</summary>
    private const float Usual = 5_000;

    /// <summary>And never as one of fewer: a single row that an operator labelled is no whole set.</summary>
    private const float FewestOfASet = 250;

    /// <summary>Our own English texts were written to cover the kinds; what companies get are four complaints to one praise (public posts that were read).</summary>
    private const float EnglishComplaint = 1.7f;

    /// <summary>Sets of spam know two sorts of text; what our own customers write is what must not be lost.</summary>
    private const float OwnTextOfSpam = 1f;

    /// <summary>Texts of public sets that were read hold next to no spam: at full weight their number alone makes spam rare everywhere.</summary>
    private const float ReadTextOfSpam = 0.2f;

    /// <summary>What all other texts together weigh beside those that were read.</summary>
    private const float Others = 0.8f;

    /// <summary>Below it they cannot say how much the others weigh.</summary>
    private const int FewestRead = 100;

    private readonly LaneTask task;
    private readonly List<Prediction> part;
    private readonly float[] weights;

    /// <summary>Scores by prediction, those that are not heard left at nothing.</summary>
    private readonly float[] lanes;

    public MatrixFit(LaneTask task, List<Prediction> part)
    {
        this.task = task;
        this.part = part;
        weights = [.. task == Lanes.Spam ? part.Select(prediction => WeighSpam(prediction.Text)) : Weigh()];
        var read = part.Select((prediction, at) => prediction.Text.IsRead ? weights[at] : 0).Sum();
        var others = weights.Sum() - read;
        if (task != Lanes.Spam && part.Count(prediction => prediction.Text.IsRead) > FewestRead && others > read * Others)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] *= part[i].Text.IsRead ? 1 : read * Others / others;
            }
        }

        // Sentiment is asked for itself; what a message wants and which desk it is for depend on all the rest.
        var alone = task == Lanes.Sentiment;
        var first = alone ? task.Start : Lanes.Kind.Start;
        var last = alone ? task.Start + task.Size : Lanes.Count;
        lanes = new float[part.Count * Lanes.Count];
        for (var row = 0; row < part.Count; row++)
        {
            part[row].Lanes.AsSpan(first..last).CopyTo(lanes.AsSpan((row * Lanes.Count) + first));
        }
    }

    public void Run(Span<float> values)
    {
        var start = values.ToArray();
        var slope = new float[values.Length];
        var mean = new float[values.Length];
        var square = new float[values.Length];
        var answers = new float[task.Size];
        var total = weights.Sum();
        for (var round = 1; round <= Rounds; round++)
        {
            Array.Clear(slope);
            for (var i = 0; i < part.Count; i++)
            {
                AddSlope(values, i, answers, slope);
            }

            for (var i = 0; i < slope.Length; i++)
            {
                var change = (slope[i] + (Hold * (values[i] - start[i]))) / total;
                mean[i] = (0.9f * mean[i]) + (0.1f * change);
                square[i] = (0.99f * square[i]) + (0.01f * change * change);
                var step = mean[i] / (1 - MathF.Pow(0.9f, round)) / (MathF.Sqrt(square[i] / (1 - MathF.Pow(0.99f, round))) + 1e-8f);
                values[i] -= Step * step * (1 - (0.9f * round / Rounds));
            }
        }
    }

    private static bool IsOwn(TrainingText text) => text.Set.Length == 2;

    private static float WeighSpam(TrainingText text) => IsOwn(text) ? OwnTextOfSpam : text.IsRead ? ReadTextOfSpam : 1;

    private IEnumerable<float> Weigh()
    {
        var sizes = part.Where(prediction => prediction.Text.IsRead).CountBy(prediction => prediction.Text.Set, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return part.Select(prediction => prediction.Text.IsRead ? Weigh(prediction.Text) * MathF.Sqrt(Usual / MathF.Max(FewestOfASet, sizes[prediction.Text.Set])) : 1);
    }

    private float Weigh(TrainingText text)
    {
        if (!IsOwn(text))
        {
            return ReadText;
        }

        var isComplaint = task == Lanes.Kind && text.Labels[task.Number] == (int)MessageKind.Complaint;
        return text.Language != CueLanguage.English ? OwnText : isComplaint ? OwnEnglishText * EnglishComplaint : OwnEnglishText;
    }

    private void AddSlope(ReadOnlySpan<float> values, int row, float[] answers, float[] slope)
    {
        var own = lanes.AsSpan(row * Lanes.Count, Lanes.Count);
        Calibration.Apply(values, own, answers);
        answers[part[row].Text.Labels[task.Number]] -= 1;
        for (var answer = 0; answer < answers.Length; answer++)
        {
            var much = answers[answer] * weights[row];
            var sums = slope.AsSpan(answer * Calibration.Stride, Calibration.Stride);
            var factor = Vector256.Create(much);
            for (var lane = 0; lane < Lanes.Count; lane += Vector256<float>.Count)
            {
                (Vector256.Create<float>(sums[lane..]) + (Vector256.Create<float>(own[lane..]) * factor)).CopyTo(sums[lane..]);
            }

            sums[Lanes.Count] += much;
        }
    }
}
