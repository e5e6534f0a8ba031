using Ingestion.Worker.Clusters;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>What operators ask about clusters.</summary>
internal static class ClusterReads
{
    private const string Open = "c.status NOT IN ('resolved', 'rejected', 'closed')";

    /// <summary>The clusters that grew last, each with how many complaints came in the last hour.</summary>
    public static Task<List<(ClusterView Cluster, int PerHour)>> ListAsync(Database database, int limit, bool isOpen, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            var which = isOpen ? $"WHERE EXISTS (SELECT 1 FROM complaint c WHERE c.cluster_id = cluster.id AND {Open})" : "";
            var clusters = await session.QueryAsync<ClusterView>($"SELECT id, size, first_at, last_at FROM cluster {which} ORDER BY last_at DESC LIMIT @limit", new { limit });
            var hours = (await ClusterLoading.HoursAsync(session, [.. clusters.Select(cluster => cluster.Id)], ClusterHour.Of(now).AddHours(-1))).ToLookup(hour => hour.ClusterId);
            return clusters.ConvertAll(cluster => (cluster, ClusterHour.Growth([.. hours[cluster.Id]], now)));
        },
        cancellationToken);

    /// <summary>The complaints of a cluster, the latest first.</summary>
    public static Task<List<ClusterMember>> MembersAsync(Database database, long cluster, int limit, bool isOpen, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync<ClusterMember>(
            $"""
            SELECT c.tracking_number, c.status, c.category, c.priority, c.language, c.channel, c.received_at FROM complaint c
            WHERE c.cluster_id = @cluster {(isOpen ? "AND " + Open : "")} ORDER BY c.id DESC LIMIT @limit
            """,
            new { cluster, limit }),
        cancellationToken);
}
