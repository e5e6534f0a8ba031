using Ingestion.Classifier.Models;

namespace Ingestion.Classifier;

/// <summary>How urgent the model takes a text for: what sets of others call urgent, and what our guide calls grave.</summary>
/// <param name="Urgency">The answer.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Urgent">The probability of what others call urgent.</param>
/// <param name="Grave">The probability of what our guide calls high or urgent.</param>
internal readonly record struct ModelUrgency(Urgency Urgency, float Confidence, float Urgent, float Grave)
{
    /// <summary>Likelier than not.</summary>
    public const float GraveFrom = 0.5f;

    /// <summary>One in twenty is urgent: where the harmonic mean of precision and recall is best.</summary>
    private const float UrgentFrom = 0.35f;

    public static ModelUrgency Decide(Calibration calibration, int language, ReadOnlySpan<float> lanes)
    {
        Span<float> answers = stackalloc float[Lanes.Urgency.Size];
        calibration.Apply(Lanes.Urgency, language, lanes, answers);
        Span<float> graves = stackalloc float[Lanes.Grave.Size];
        calibration.Apply(Lanes.Grave, language, lanes, graves);
        var (urgent, grave) = (answers[(int)Urgency.Urgent], graves[1]);
        if (urgent >= UrgentFrom || grave >= GraveFrom)
        {
            return new ModelUrgency(Urgency.Urgent, MathF.Max(urgent, grave), urgent, grave);
        }

        var best = Softmax.Best(answers[..(int)Urgency.Urgent]);
        return new ModelUrgency((Urgency)best, answers[best], urgent, grave);
    }
}
