namespace Ingestion.Classifier;

/// <summary>What a text is, with confidence (0 to 1) and the reasons.</summary>
public sealed record Classification
{
    /// <summary>tr, az, fa, en or other; the channel's default when unsure.</summary>
    public required string Language { get; init; }

    public required float LanguageConfidence { get; init; }

    public required MessageKind Kind { get; init; }

    public required float KindConfidence { get; init; }

    public required Category Category { get; init; }

    public required float CategoryConfidence { get; init; }

    public Sentiment Sentiment { get; init; } = Sentiment.Neutral;

    public float SentimentConfidence { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>Too unsure for a machine: a person should look.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>What spoke for it: rule words of ours, never the customer's text.</summary>
    public IReadOnlyList<ClassificationReason> Reasons { get; init; } = [];
}
