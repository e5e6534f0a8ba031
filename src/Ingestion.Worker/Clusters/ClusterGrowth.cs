namespace Ingestion.Worker.Clusters;

/// <summary>How fast clusters grow, with what a batch adds.</summary>
internal sealed class ClusterGrowth(List<ClusterHour> hours)
{
    private readonly Dictionary<long, List<ClusterHour>> byCluster = hours.GroupBy(hour => hour.ClusterId).ToDictionary(group => group.Key, group => group.ToList());
    private readonly Dictionary<long, DateTimeOffset> latest = [];

    /// <summary>From when on hours matter to complaints: the hour before the earliest of them.</summary>
    public static DateTimeOffset From(IReadOnlyCollection<ComplaintFacts> complaints) =>
        complaints.Count == 0 ? DateTimeOffset.UnixEpoch : ClusterHour.Of(complaints.Max(complaint => complaint.ReceivedAt)).AddHours(-1);

    public void Add(IEnumerable<ClusterEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (!byCluster.TryGetValue(entry.Cluster, out var known))
            {
                byCluster[entry.Cluster] = known = [];
            }

            known.Add(new ClusterHour { ClusterId = entry.Cluster, Hour = ClusterHour.Of(entry.At), Complaints = 1 });
            latest[entry.Cluster] = latest.TryGetValue(entry.Cluster, out var at) && at > entry.At ? at : entry.At;
        }
    }

    /// <summary>Complaints of the cluster in the hour that ends with its latest one.</summary>
    public int Growth(long cluster) => byCluster.TryGetValue(cluster, out var known) ? ClusterHour.Growth(known, latest[cluster]) : 0;
}
