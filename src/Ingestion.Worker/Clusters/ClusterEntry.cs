namespace Ingestion.Worker.Clusters;

/// <summary>A complaint that entered a cluster.</summary>
/// <param name="Complaint">The complaint.</param>
/// <param name="Cluster">The cluster, named after its first complaint.</param>
/// <param name="Size">Complaints in it, this one included.</param>
/// <param name="At">When the complaint was received.</param>
internal sealed record ClusterEntry(long Complaint, long Cluster, int Size, DateTimeOffset At);
