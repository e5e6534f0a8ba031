namespace Ingestion.Classifier;

/// <param name="Kind">What the customer wants.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">What decided.</param>
internal readonly record struct KindVerdict(MessageKind Kind, float Confidence, ClassificationReason Reason);
