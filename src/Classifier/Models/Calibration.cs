namespace Ingestion.Classifier.Models;

/// <summary>
/// Makes probabilities of scores that mean what they say: for each task and language a temperature and a shift for each answer, fitted on texts
/// that the model had not seen; and the confidence of a kind below which a person should look.
/// </summary>
internal sealed class Calibration
{
    /// <summary>Answers of the largest task.</summary>
    public const int MaxAnswers = 8;

    /// <summary>Values of one task and language: the factor for the scores, then the shifts.</summary>
    public const int Stride = 1 + MaxAnswers;

    public Calibration()
    {
        for (var i = 0; i < Values.Length; i += Stride)
        {
            Values[i] = 1;
        }

        Array.Fill(ReviewBelow, 0.5f);
    }

    public float[] Values { get; } = new float[Lanes.Tasks.Length * CueLanguage.Count * Stride];

    /// <summary>By language: a kind with less confidence is for a person to look at.</summary>
    public float[] ReviewBelow { get; } = new float[CueLanguage.Count];

    public Span<float> Of(LaneTask task, int language) => Values.AsSpan(((task.Number * CueLanguage.Count) + language) * Stride, Stride);

    /// <summary>Turns a task's scores into probabilities, in place. The language is the text's; any for the task that asks for it.</summary>
    public void Apply(LaneTask task, int language, Span<float> scores)
    {
        var values = Of(task, task == Lanes.Language ? 0 : language);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = (scores[i] * values[0]) + values[1 + i];
        }

        Softmax.Apply(scores);
    }
}
