namespace Ingestion.Classifier.Rules;

/// <param name="Phrase">Its number.</param>
/// <param name="End">The place behind its last word.</param>
internal readonly record struct RuleMatch(int Phrase, int End);
