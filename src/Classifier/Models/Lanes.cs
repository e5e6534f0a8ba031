namespace Ingestion.Classifier.Models;

/// <summary>Where each answer of each task stands in a row of the table. One row is added once for all tasks.</summary>
internal static class Lanes
{
    /// <summary>Lanes of a row.</summary>
    public const int Count = 32;

    public static readonly LaneTask Language = new("language", 0, 0, ["tr", "az", "fa", "en", "other"]);

    public static readonly LaneTask Kind = new("kind", 1, 5, ["complaint", "suggestion", "praise", "question", "irrelevant", "spam"]);

    public static readonly LaneTask Category = new(
        "category", 2, 11, ["other", "delivery", "product_quality", "billing_refund", "staff_service", "technical_app", "contract_cancellation", "privacy_legal"]);

    public static readonly LaneTask Sentiment = new("sentiment", 3, 19, ["neg", "neu", "pos"]);

    public static readonly LaneTask Urgency = new("urgency", 4, 22, ["0", "1", "2"]);

    /// <summary>Spam or not: asked of its own, because sets of spam say nothing of what honest customers want.</summary>
    public static readonly LaneTask Spam = new("spam", 5, 25, ["no", "yes"]);

    /// <summary>Whether our guide says high or urgent: what a telecom's people call urgent is another thing.</summary>
    public static readonly LaneTask Grave = new("grave", 6, 26, ["no", "yes"]);

    /// <summary>What a set itself calls the matter, by other rules than ours: no answer of its own, but the second stage hears it.</summary>
    public static readonly LaneTask Matter = new("matter", 7, 27, ["other", "product_quality", "billing_refund", "staff_service", "technical_app"]);

    /// <summary>By number.</summary>
    public static readonly LaneTask[] Tasks = [Language, Kind, Category, Sentiment, Urgency, Spam, Grave, Matter];

    /// <summary>Changes when a lane means something else.</summary>
    public const int Version = 3;
}
