namespace Ingestion.Worker.Matching;

/// <summary>One piece of evidence with the points that it gave.</summary>
/// <param name="Name">A stable code, the same in tables, logs and docs/matching.md.</param>
internal readonly record struct MatchReason(string Name, float Points);
