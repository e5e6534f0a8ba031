using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>When customers last wrote on the channels that answer them: networks take free text for some hours after that.</summary>
internal static class LastHeard
{
    /// <summary>Adds it to answers that go to handles outside a provider's conversations: telephones and mailboxes may be written to at any time.</summary>
    public static async Task<List<OutboxRow>> AddAsync(StoreSession session, List<OutboxRow> rows)
    {
        var handles = rows.FindAll(row => row.ConversationId is null && ContactRows.Kind(row.RecipientKind) == ContactPointKind.Handle);
        if (handles.Count == 0)
        {
            return rows;
        }

        // Who asked how far the matter is wrote, too, and has an answer to that.
        var complaints = handles.Select(row => row.ComplaintId).ToHashSet();
        var database = session.Database;
        var asked = (await session.QueryAsync<(long ComplaintId, string Recipient, DateTimeOffset At)>(
            $"""
            SELECT complaint_id, recipient, max(created_at) FROM outbox
            WHERE {database.In("complaint_id", "@ids")} AND id <> complaint_id AND purpose = '{OutboxWords.Status}' GROUP BY complaint_id, recipient
            """,
            new { ids = database.List([.. complaints]) })).ToDictionary(row => (row.ComplaintId, row.Recipient), row => row.At);
        var written = await LastWritten.OfAsync(session, handles[0].Channel, complaints);
        return rows.ConvertAll(row => handles.Contains(row)
            ? row with { LastHeardAt = Later(written.TryGetValue(row.ComplaintId, out var wrote) ? wrote : null, asked.TryGetValue((row.ComplaintId, row.Recipient), out var at) ? at : null) }
            : row);
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
