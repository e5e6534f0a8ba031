namespace Ingestion.Classifier;

/// <summary>Reasons where no word of our lists stands behind an answer: the model weighed the whole text.</summary>
internal static class ModelReason
{
    public static readonly ClassificationReason Language = new("language", "model");
    public static readonly ClassificationReason Kind = new("kind", "model");
    public static readonly ClassificationReason Category = new("category", "model");
    public static readonly ClassificationReason Doubt = new("kind", "doubt");
    public static readonly ClassificationReason Empty = new("kind", "no-text");
    public static readonly ClassificationReason Hint = new("language", "hint");
    public static readonly ClassificationReason Default = new("language", "default");
}
