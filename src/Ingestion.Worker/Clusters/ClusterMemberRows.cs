using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>Complaints that enter a cluster: their versions grow by that.</summary>
internal sealed class ClusterMemberRows
{
    private readonly UpdateRows rows = new(
        "UPDATE complaint SET cluster_id = v.cluster_id, version = complaint.version + 1 FROM v WHERE complaint.id = v.id",
        "UPDATE complaint SET cluster_id = @cluster_id, version = version + 1 WHERE id = @id");

    private readonly StoreColumn<long> id;
    private readonly StoreColumn<long> clusterId;

    public ClusterMemberRows()
    {
        id = rows.Int64("id");
        clusterId = rows.Int64("cluster_id");
    }

    public StoreStatement Statement => rows;

    public void Add(long complaint, long cluster)
    {
        id.Add(complaint);
        clusterId.Add(cluster);
    }
}
