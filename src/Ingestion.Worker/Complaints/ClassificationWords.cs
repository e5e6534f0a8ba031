using Ingestion.Classifier;

namespace Ingestion.Worker.Complaints;

/// <summary>Kinds, categories and priorities as words of the pool: stable, lower case.</summary>
internal static class ClassificationWords
{
    public static string Word(this MessageKind kind) => kind switch
    {
        MessageKind.Complaint => "complaint",
        MessageKind.Suggestion => "suggestion",
        MessageKind.Praise => "praise",
        MessageKind.Question => "question",
        MessageKind.Irrelevant => "irrelevant",
        MessageKind.Spam => "spam",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Word(this Category category) => category switch
    {
        Category.Other => "other",
        Category.Delivery => "delivery",
        Category.ProductQuality => "product_quality",
        Category.BillingRefund => "billing_refund",
        Category.StaffService => "staff_service",
        Category.TechnicalApp => "technical_app",
        Category.ContractCancellation => "contract_cancellation",
        Category.PrivacyLegal => "privacy_legal",
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    /// <summary>The chosen category: an operator's own, or one of the built-in ones.</summary>
    public static string CategoryWord(this Classification classification) => classification.OwnCategory ?? classification.Category.Word();

    public static string Word(this Sentiment sentiment) => sentiment switch
    {
        Sentiment.Negative => "negative",
        Sentiment.Neutral => "neutral",
        Sentiment.Positive => "positive",
        _ => throw new ArgumentOutOfRangeException(nameof(sentiment)),
    };

    public static string Word(this Urgency urgency) => urgency switch
    {
        Urgency.None => "none",
        Urgency.NeedsAction => "needs-action",
        Urgency.Urgent => "urgent",
        _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
    };

    public static MessageKind KindOf(string word) => Enum.Parse<MessageKind>(word, ignoreCase: true);


    public static Priority PriorityOf(string word) => Enum.Parse<Priority>(word, ignoreCase: true);

    public static string Word(this Priority priority) => priority switch
    {
        Priority.Low => "low",
        Priority.Normal => "normal",
        Priority.High => "high",
        Priority.Urgent => "urgent",
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };
}
