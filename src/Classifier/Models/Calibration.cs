using System.Runtime.Intrinsics;

namespace Ingestion.Classifier.Models;

/// <summary>
/// The second stage: makes probabilities that mean what they say of the table's scores. For each task and language a small matrix says how much
/// each lane speaks for each answer (what is liked is seldom a complaint), fitted on texts that the model had not seen; and the confidence of a kind
/// below which a person should look.
/// </summary>
internal sealed class Calibration
{
    /// <summary>Answers of the largest task.</summary>
    public const int MaxAnswers = 8;

    /// <summary>Values of one answer: a factor for each lane and a shift.</summary>
    public const int Stride = Lanes.Count + 1;

    private const int Block = MaxAnswers * Stride;

    public Calibration()
    {
        foreach (var task in Lanes.Tasks)
        {
            for (var language = 0; language < CueLanguage.Count; language++)
            {
                var first = task.Size - task.Width;
                for (var answer = first; answer < task.Size; answer++)
                {
                    Of(task, language)[(answer * Stride) + task.Start + answer - first] = 1;
                }
            }
        }

        Array.Fill(ReviewBelow, 0.5f);
    }

    public float[] Values { get; } = new float[Lanes.Tasks.Length * CueLanguage.Count * Block];

    /// <summary>By language: a kind with less confidence is for a person to look at.</summary>
    public float[] ReviewBelow { get; } = new float[CueLanguage.Count];

    public Span<float> Of(LaneTask task, int language) => Values.AsSpan(((task.Number * CueLanguage.Count) + language) * Block, Block);

    /// <summary>Fills <paramref name="answers"/> with a task's probabilities. The language is the text's; any for the task that asks for it.</summary>
    public void Apply(LaneTask task, int language, ReadOnlySpan<float> lanes, Span<float> answers)
    {
        Apply(Of(task, task == Lanes.Language ? 0 : language), lanes, answers);
    }

    /// <summary>
    /// Fills <paramref name="answers"/> with the probabilities of the kinds: spam as the task that asks for it says, the rest shared among the others.
    /// </summary>
    public void ApplyKind(int language, ReadOnlySpan<float> lanes, Span<float> answers)
    {
        Span<float> spam = stackalloc float[2];
        Apply(Lanes.Spam, language, lanes, spam);
        Apply(Lanes.Kind, language, lanes, answers);
        var share = spam[0] / MathF.Max(1e-6f, 1 - answers[(int)MessageKind.Spam]);
        foreach (ref var answer in answers)
        {
            answer *= share;
        }

        answers[(int)MessageKind.Spam] = spam[1];
    }

    public static void Apply(ReadOnlySpan<float> values, ReadOnlySpan<float> lanes, Span<float> answers)
    {
        for (var answer = 0; answer < answers.Length; answer++)
        {
            var row = values.Slice(answer * Stride, Stride);
            var sums = Vector256<float>.Zero;
            for (var lane = 0; lane < Lanes.Count; lane += Vector256<float>.Count)
            {
                sums += Vector256.Create<float>(row[lane..]) * Vector256.Create<float>(lanes[lane..]);
            }

            answers[answer] = Vector256.Sum(sums) + row[Lanes.Count];
        }

        Softmax.Apply(answers);
    }
}
