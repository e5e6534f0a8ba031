using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Where acknowledgements went.</summary>
internal static class AcknowledgedPoints
{
    /// <summary>The point that a complaint's acknowledgement was sent to where only its owner reads it; null when there is none.</summary>
    public static async Task<ContactPoint?> FindAsync(StoreSession session, long complaint)
    {
        var rows = await session.QueryAsync<(string Kind, string Value)>(
            $"SELECT recipient_kind, recipient FROM outbox WHERE id = @complaint AND is_public = {session.Database.Sql("false", "0")} AND recipient <> ''", new { complaint });
        return rows is [var row] ? new ContactPoint(ContactRows.Kind(row.Kind), row.Value).Folded() : null;
    }
}
