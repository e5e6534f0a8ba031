namespace Ingestion.Worker.Intake;

/// <summary>A complaint that may be about the same matter.</summary>
/// <param name="ComplaintId">The earlier complaint.</param>
/// <param name="Score">How much speaks for it.</param>
/// <param name="Points">The points one by one.</param>
internal sealed record SuggestedLink(long ComplaintId, float Score, string Points);
