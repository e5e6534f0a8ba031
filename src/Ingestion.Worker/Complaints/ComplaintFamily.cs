using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Complaints that operators put into each other.</summary>
internal static class ComplaintFamily
{
    /// <summary>The complaint and its successors, the last one last. Empty when there is no such complaint.</summary>
    public static async Task<List<long>> ChainAsync(StoreSession session, long complaint)
    {
        var chain = new List<long>();
        long? next = complaint;
        while (next is { } id && !chain.Contains(id))
        {
            var rows = await session.QueryAsync<long?>("SELECT merged_into FROM complaint WHERE id = @id", new { id });
            if (rows.Count == 0)
            {
                break;
            }

            chain.Add(id);
            next = rows[0];
        }

        return chain;
    }

    /// <summary>All that answer with the same successor, that one included.</summary>
    public static async Task<List<long>> AllAsync(StoreSession session, long complaint) =>
        await ChainAsync(session, complaint) is [.., var last] ? [last, .. await PredecessorsAsync(session, last)] : [];

    /// <summary>All that were put into this one, by way of others too.</summary>
    public static Task<List<long>> PredecessorsAsync(StoreSession session, long complaint) => session.QueryAsync<long>(
        """
        WITH RECURSIVE family (id) AS (SELECT CAST(@complaint AS bigint) UNION SELECT c.id FROM complaint c JOIN family f ON c.merged_into = f.id)
        SELECT id FROM family WHERE id <> @complaint ORDER BY id
        """,
        new { complaint });
}
