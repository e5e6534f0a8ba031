using Ingestion.Classifier.Models;

namespace Ingestion.Classifier;

/// <summary>How urgent the model takes a text for: in Turkish as one telecom's people would call it, else by our guide; and whether it is grave by our guide.</summary>
/// <param name="Urgency">The answer.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Urgent">The probability of urgent.</param>
/// <param name="Grave">The probability of what our guide calls high or urgent.</param>
internal readonly record struct ModelUrgency(Urgency Urgency, float Confidence, float Urgent, float Grave)
{
    /// <summary>One in twenty is urgent: where the harmonic mean of precision and recall is best.</summary>
    private const float UrgentFrom = 0.35f;

    /// <summary>Likelier than not.</summary>
    public bool IsGrave => Grave >= 0.5f;

    public static ModelUrgency Decide(Calibration calibration, int language, ReadOnlySpan<float> lanes)
    {
        Span<float> answers = stackalloc float[Lanes.Urgency.Size];
        calibration.Apply(Lanes.Urgency, language, lanes, answers);
        Span<float> graves = stackalloc float[Lanes.Grave.Size];
        calibration.Apply(Lanes.Grave, language, lanes, graves);
        var urgent = answers[(int)Urgency.Urgent];
        var best = urgent >= UrgentFrom ? (int)Urgency.Urgent : Softmax.Best(answers[..(int)Urgency.Urgent]);
        return new ModelUrgency((Urgency)best, answers[best], urgent, graves[1]);
    }
}
