using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>
/// Goes through the hours of clusters in the order of their key and deletes old ones: growth is told from the latest two, and how many complaints a cluster
/// has stands in the cluster.
/// </summary>
internal static class ClusterHourSweep
{
    /// <summary>Looks at so many hours behind one. Returns how many went, and the last one that was looked at; null at the end.</summary>
    /// <param name="session">The session.</param>
    /// <param name="from">The hour to begin behind; null for the beginning.</param>
    /// <param name="before">Hours from before this go.</param>
    /// <param name="most">How many are looked at.</param>
    public static async Task<(int Deleted, ClusterHour? Last)> StepAsync(StoreSession session, ClusterHour? from, DateTimeOffset before, int most)
    {
        var hours = await session.QueryAsync<ClusterHour>(
            "SELECT cluster_id, hour, complaints FROM cluster_hour WHERE (cluster_id, hour) > (@cluster, @hour) ORDER BY cluster_id, hour LIMIT @most",
            new { cluster = from?.ClusterId ?? 0, hour = from?.Hour ?? DateTimeOffset.UnixEpoch, most });
        var old = new UpdateRows(
            "DELETE FROM cluster_hour USING v WHERE cluster_hour.cluster_id = v.cluster_id AND cluster_hour.hour = v.hour",
            "DELETE FROM cluster_hour WHERE cluster_id = @cluster_id AND hour = @hour");
        var (cluster, hour) = (old.Int64("cluster_id"), old.Time("hour"));
        var gone = hours.FindAll(each => each.Hour < before);
        foreach (var each in gone)
        {
            cluster.Add(each.ClusterId);
            hour.Add(each.Hour);
        }

        await session.RunAsync([old]);
        return (gone.Count, hours.Count < most ? null : hours[^1]);
    }
}
