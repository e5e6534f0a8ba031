using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Clusters;

/// <summary>What comparing a message with those of other customers came to.</summary>
/// <param name="Message">The message.</param>
/// <param name="Entered">Complaints that entered a cluster by it, each with the cluster and its size then.</param>
/// <param name="Links">Links to be written.</param>
/// <param name="Reasons">The candidates with their points, and what they came to.</param>
internal sealed record ClusterDecision(
    ComparedMessage Message, IReadOnlyList<ClusterEntry> Entered, IReadOnlyList<(long Other, string Kind, float Score, string Points)> Links, List<Reason> Reasons);
