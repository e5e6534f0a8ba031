using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>How clusters grow by a batch: one row for each cluster, and one for each hour of it.</summary>
internal sealed class ClusterTotals
{
    private readonly UpdateRows clusters = new(
        """
        INSERT INTO cluster (id, size, first_at, last_at) SELECT id, size, first_at, last_at FROM v
        ON CONFLICT (id) DO UPDATE SET size = cluster.size + excluded.size, first_at = LEAST(cluster.first_at, excluded.first_at), last_at = GREATEST(cluster.last_at, excluded.last_at)
        """,
        """
        INSERT INTO cluster (id, size, first_at, last_at) VALUES (@id, @size, @first_at, @last_at)
        ON CONFLICT (id) DO UPDATE SET size = cluster.size + excluded.size, first_at = min(cluster.first_at, excluded.first_at), last_at = max(cluster.last_at, excluded.last_at)
        """);

    private readonly InsertRows hours = new("cluster_hour", "(cluster_id, hour) DO UPDATE SET complaints = cluster_hour.complaints + excluded.complaints");
    private readonly StoreColumn<long> id;
    private readonly StoreColumn<int> size;
    private readonly StoreColumn<DateTimeOffset?> firstAt;
    private readonly StoreColumn<DateTimeOffset?> lastAt;
    private readonly StoreColumn<long> hourCluster;
    private readonly StoreColumn<DateTimeOffset?> hour;
    private readonly StoreColumn<int> complaints;
    private readonly List<ClusterEntry> entries = [];

    public ClusterTotals()
    {
        id = clusters.Int64("id");
        size = clusters.Int32("size");
        firstAt = clusters.Time("first_at");
        lastAt = clusters.Time("last_at");
        hourCluster = hours.Int64("cluster_id");
        hour = hours.Time("hour");
        complaints = hours.Int32("complaints");
    }

    public IReadOnlyList<StoreStatement> Statements => [clusters, hours];

    public void Add(ClusterEntry entry) => entries.Add(entry);

    /// <summary>Makes the rows of what was added.</summary>
    public void Finish()
    {
        foreach (var cluster in entries.GroupBy(entry => entry.Cluster))
        {
            id.Add(cluster.Key);
            size.Add(cluster.Count());
            firstAt.Add(cluster.Min(entry => entry.At));
            lastAt.Add(cluster.Max(entry => entry.At));
            foreach (var group in cluster.GroupBy(entry => ClusterHour.Of(entry.At)))
            {
                hourCluster.Add(cluster.Key);
                hour.Add(group.Key);
                complaints.Add(group.Count());
            }
        }
    }
}
