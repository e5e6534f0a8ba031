namespace Ingestion.Classifier;

/// <summary>One thing that spoke for an answer.</summary>
/// <param name="Aspect">language, kind, category, priority, or sensitive for a number that is masked.</param>
/// <param name="Code">The rule or cue that matched, from our own lists.</param>
public sealed record ClassificationReason(string Aspect, string Code);
