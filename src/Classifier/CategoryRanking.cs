using Ingestion.Classifier.Models;

namespace Ingestion.Classifier;

/// <summary>The categories worth keeping, the likeliest first.</summary>
internal static class CategoryRanking
{
    private const int Most = 3;
    private const float Least = 0.05f;

    /// <param name="answers">Probabilities in the order of the categories.</param>
    public static CategoryScore[] Of(ReadOnlySpan<float> answers)
    {
        Span<int> best = stackalloc int[Most];
        var count = 0;
        for (var category = 0; category < answers.Length; category++)
        {
            if (answers[category] < Least)
            {
                continue;
            }

            var place = count;
            while (place > 0 && answers[best[place - 1]] < answers[category])
            {
                place--;
            }

            if (place == Most)
            {
                continue;
            }

            for (var i = Math.Min(count, Most - 1); i > place; i--)
            {
                best[i] = best[i - 1];
            }

            best[place] = category;
            count = Math.Min(Most, count + 1);
        }

        var found = new CategoryScore[count];
        for (var i = 0; i < count; i++)
        {
            found[i] = new CategoryScore(Lanes.Category.Labels[best[i]], answers[best[i]]);
        }

        return found;
    }
}
