using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Complaints for which no acknowledgement was planned.</summary>
internal static class UnansweredComplaints
{
    /// <summary>How many were opened in this time, by reason.</summary>
    public static Task<List<(string Reason, long Count)>> CountAsync(Database database, TimeSpan since, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync<(string, long)>(
            $"SELECT unanswered, count(*) FROM complaint WHERE unanswered IS NOT NULL AND opened_at >= {database.NowPlus("@since")} GROUP BY unanswered ORDER BY count(*) DESC, unanswered",
            new { since = -since.TotalSeconds }),
        cancellationToken);
}
