using Ingestion.Classifier.Rules;

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

    /// <summary>The operator's own category, where one is chosen; <see cref="Category"/> is then <see cref="Category.Other"/>.</summary>
    public string? OwnCategory { get; init; }

    /// <summary>The chosen category and what else the text may be about, the likeliest first; at most three.</summary>
    public IReadOnlyList<CategoryScore> Categories { get; init; } = [];

    public Sentiment Sentiment { get; init; } = Sentiment.Neutral;

    public float SentimentConfidence { get; init; }

    /// <summary>What the model takes it for: in Turkish as one telecom's people would call it, else by our guide. Only a part of what makes the priority.</summary>
    public Urgency Urgency { get; init; }

    public float UrgencyConfidence { get; init; }

    /// <summary>Whether the model takes it for what our guide calls high or urgent; a part of what makes the priority, too.</summary>
    public bool IsGrave { get; init; }

    public float GraveConfidence { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>The points behind the priority, 0 to <see cref="PriorityScale.Most"/>: what orders messages of one priority.</summary>
    public int PriorityScore { get; init; }

    /// <summary>Too unsure for a machine: a person should look.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>The kind; a complaint where it may be irrelevant and nobody is sure.</summary>
    public MessageKind TreatedAs => Kind == MessageKind.Irrelevant && NeedsReview ? MessageKind.Complaint : Kind;

    /// <summary>What spoke for it: rule words of ours, never the customer's text.</summary>
    public IReadOnlyList<ClassificationReason> Reasons { get; init; } = [];

    /// <summary>The rules that gave the points.</summary>
    internal PriorityRules? Rules { get; init; }

    /// <summary>The same with a fact that the text does not tell, such as <c>vip</c> or <c>repeat</c>. Each counts once; nothing raises spam.</summary>
    /// <param name="cause">A cause's name; one that the rules do not know changes nothing.</param>
    public Classification Raised(string cause)
    {
        if (Kind == MessageKind.Spam || (Rules ?? PriorityRules.Embedded).Find(cause) is not { Points: > 0 } fact || Reasons.Contains(fact.Fact))
        {
            return this;
        }

        var points = Math.Min(PriorityScale.Most, PriorityScore + fact.Points);
        return this with { PriorityScore = points, Priority = PriorityScale.Of(points), Reasons = [.. Reasons, fact.Fact] };
    }
}
