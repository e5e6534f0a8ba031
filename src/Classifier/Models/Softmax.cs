namespace Ingestion.Classifier.Models;

internal static class Softmax
{
    /// <summary>Turns scores into probabilities, in place.</summary>
    public static void Apply(Span<float> scores)
    {
        var most = float.MinValue;
        foreach (var score in scores)
        {
            most = MathF.Max(most, score);
        }

        var sum = 0f;
        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - most);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }

    /// <summary>The probability of one whose score stands against nothing.</summary>
    public static float Of(float score) => 1 / (1 + MathF.Exp(-score));

    public static int Best(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }
}
