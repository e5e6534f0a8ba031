namespace Ingestion.Classifier;

/// <param name="Language">An index of <see cref="CueLanguage"/>.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">What decided.</param>
internal readonly record struct LanguageVerdict(int Language, float Confidence, ClassificationReason Reason);
