using System.Text;
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

    /// <summary>An operator says what the two are to each other; also again what was taken back. False when the link stands already.</summary>
    public static async Task<bool> MakeAsync(StoreSession session, long one, long other, string kind, byte[] reasons, string by) =>
        await session.ExecuteAsync(
            $"""
            INSERT INTO complaint_link (complaint_id, other_id, kind, reasons, made_by) VALUES (@later, @earlier, @kind, CAST(@why AS {session.Database.Sql("json", "text")}), @by)
            ON CONFLICT (complaint_id, other_id, kind) DO UPDATE SET score = NULL, reasons = excluded.reasons, made_by = excluded.made_by, made_at = {session.Database.Now}, undone_by = NULL, undone_at = NULL
            WHERE complaint_link.undone_at IS NOT NULL
            """,
            new { later = Math.Max(one, other), earlier = Math.Min(one, other), kind, why = Encoding.UTF8.GetString(reasons), by }) > 0;

    /// <summary>Takes back what stands between the two of these kinds. The rows stay: no machine links the two so again.</summary>
    public static Task<int> UndoAsync(StoreSession session, long one, long other, IReadOnlyList<string> kinds, string by) => session.ExecuteAsync(
        $"""
        UPDATE complaint_link SET undone_by = @by, undone_at = {session.Database.Now}
        WHERE complaint_id = @later AND other_id = @earlier AND undone_at IS NULL AND {session.Database.In("kind", "@kinds")}
        """,
        new { later = Math.Max(one, other), earlier = Math.Min(one, other), kinds = session.Database.List(kinds), by });
}
