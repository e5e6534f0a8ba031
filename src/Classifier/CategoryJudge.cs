namespace Ingestion.Classifier;

/// <summary>Decides the category: the one with the most weight; the first in the order of <see cref="Category"/> between equals.</summary>
internal static class CategoryJudge
{
    public static (Category Category, float Confidence, ClassificationReason? Reason) Decide(in CueScores scores, int language, CueList cues)
    {
        var best = Category.Other;
        var most = scores.For(language, CueSlot.Category);
        var second = 0f;
        for (var category = Category.Delivery; category <= Category.PrivacyLegal; category++)
        {
            var score = scores.For(language, CueSlot.Category + (int)category);
            if (score > most)
            {
                second = most;
                most = score;
                best = category;
            }
            else if (score > second)
            {
                second = score;
            }
        }

        return most < 0.5f
            ? (Category.Other, 0.3f, null)
            : (best, Math.Clamp(0.4f + (0.6f * (most - second) / (most + 1)), 0.3f, 0.97f), scores.ReasonFor(language, CueSlot.Category + (int)best, cues));
    }
}
