namespace Ingestion.Worker.Matching;

/// <summary>What a message means for the pool.</summary>
/// <param name="Joined">The complaint that it belongs to, or null: it opens one.</param>
/// <param name="Similar">Complaints of other contacts, best first: the new one enters the cluster of the first, and those that stand alone come with it.</param>
/// <param name="Suggested">Complaints that may be linked, best first; at most <see cref="MatchChooser.MostSuggested"/>.</param>
/// <param name="Score">Of what was chosen; 0 when nothing was.</param>
internal sealed record MatchChoice(KnownComplaint? Joined, IReadOnlyList<KnownComplaint> Similar, IReadOnlyList<KnownComplaint> Suggested, float Score);
