using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Links between complaints, as they stand.</summary>
internal static class ComplaintLinks
{
    /// <summary>Every link that one of these complaints has, those taken back included, by the key's order.</summary>
    public static async Task<List<ComplaintLink>> OfAsync(StoreSession session, IReadOnlyCollection<long> complaints)
    {
        if (complaints.Count == 0)
        {
            return [];
        }

        const string Columns = "complaint_id, other_id, kind, score, CAST(reasons AS text) AS reasons, made_by, made_at, undone_by, undone_at";
        return await session.QueryAsync<ComplaintLink>(
            $"""
            SELECT {Columns} FROM complaint_link WHERE {session.Database.In("complaint_id", "@complaints")}
            UNION SELECT {Columns} FROM complaint_link WHERE {session.Database.In("other_id", "@complaints")}
            ORDER BY complaint_id, other_id, kind
            """,
            new { complaints = session.Database.List([.. complaints]) });
    }
}
