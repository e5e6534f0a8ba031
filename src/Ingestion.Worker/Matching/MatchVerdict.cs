namespace Ingestion.Worker.Matching;

/// <summary>The outcome for one pair and how far it is from none.</summary>
internal readonly record struct MatchVerdict(MatchOutcome Outcome, float Score);
