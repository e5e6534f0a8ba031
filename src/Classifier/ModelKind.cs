using Ingestion.Classifier.Models;

namespace Ingestion.Classifier;

/// <summary>
/// Decides the kind by the model. In a language that is none of ours nothing is known, and doubt ends at complaint; so it does where spam is not clear.
/// </summary>
internal static class ModelKind
{
    private const float ClearlySpam = 0.5f;

    public static KindVerdict Decide(in TextSigns signs, in CueScores scores, int language, ReadOnlySpan<float> lanes, Calibration calibration)
    {
        if (signs.Words == 0)
        {
            return new KindVerdict(MessageKind.Complaint, 0.2f, ModelReason.Empty);
        }

        if (language < 0 || signs.Latin + signs.ArabicScript + signs.OtherScript == 0)
        {
            return new KindVerdict(MessageKind.Complaint, 0.3f, ModelReason.Doubt);
        }

        Span<float> answers = stackalloc float[Lanes.Kind.Size];
        calibration.ApplyKind(language, lanes, answers);
        var best = Softmax.Best(answers);
        if (best == (int)MessageKind.Spam && answers[best] < ClearlySpam)
        {
            best = Softmax.Best(answers[..(int)MessageKind.Irrelevant]);
        }

        return new KindVerdict(
            (MessageKind)best,
            answers[best],
            scores.ReasonFor(language, CueSlot.Kind + best, CueList.Shared) ?? ModelReason.Kind);
    }
}
