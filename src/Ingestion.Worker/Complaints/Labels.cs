using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>What people said that complaints are.</summary>
internal static class Labels
{
    /// <param name="session">The transaction that changes the complaint.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="before">What it was.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="category">What it is about.</param>
    /// <param name="by">Who says so.</param>
    public static Task AddAsync(StoreSession session, long complaint, ComplaintTraits before, string kind, string category, string by) => session.ExecuteAsync(
        """
        INSERT INTO label (complaint_id, number, kind, category, before_kind, before_category, made_by)
        SELECT @complaint, COALESCE(MAX(number), 0) + 1, @kind, @category, @beforeKind, @beforeCategory, @by FROM label WHERE complaint_id = @complaint
        """,
        new { complaint, kind, category, beforeKind = before.Kind, beforeCategory = before.Category, by });

    /// <summary>What was said last of a complaint, kind and category; null while nobody has said anything.</summary>
    public static async Task<(string Kind, string Category)?> LastAsync(StoreSession session, long complaint) =>
        await session.QueryAsync<(string Kind, string Category)>("SELECT kind, category FROM label WHERE complaint_id = @complaint ORDER BY number DESC LIMIT 1", new { complaint }) is [var last] ? last : null;
}
