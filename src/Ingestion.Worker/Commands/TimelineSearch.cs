using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>Finds the messages that a person means.</summary>
internal static class TimelineSearch
{
    private const int Most = 200;

    /// <summary>
    /// The ids of all messages of the complaint meant, or of the message itself when it belongs to none. Tried in this order: tracking number,
    /// our own id, a provider's id on any channel of the settings, a customer's Message-ID.
    /// </summary>
    public static Task<List<long>> FindAsync(Database database, IReadOnlyList<string> channels, string asked, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                if (TrackingNumber.TryParse(asked, out var number)
                    && await ComplaintPool.FindAsync(session, number) is { } complaint)
                {
                    return await OfComplaintAsync(session, complaint);
                }

                if (long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    && await session.QuerySingleOrDefaultAsync<long?>("SELECT id FROM message WHERE id = @id", new { id }) is { } message)
                {
                    return await WithItsComplaintAsync(session, [message]);
                }

                var named = await session.QueryAsync<long>(
                    $"SELECT id FROM message WHERE {database.In("channel", "@channels")} AND external_id = @asked ORDER BY id LIMIT {Most}",
                    new { channels = database.List(channels), asked });
                if (named.Count > 0)
                {
                    return await WithItsComplaintAsync(session, named);
                }

                var conversation = await session.QuerySingleOrDefaultAsync<long?>(
                    "SELECT complaint_id FROM complaint_message WHERE conversation_key = @key", new { key = Conversations.MailKey(asked) });
                return conversation is { } known ? await OfComplaintAsync(session, known) : [];
            },
            cancellationToken);

    /// <summary>A merged complaint is shown with its successor, and that one with all that were merged into it.</summary>
    private static async Task<List<long>> OfComplaintAsync(StoreSession session, long complaint)
    {
        var complaints = session.Database.List(await ComplaintFamily.AllAsync(session, complaint));
        return await session.QueryAsync<long>(
            $"""
            SELECT message_id FROM complaint_message WHERE {session.Database.In("complaint_id", "@complaints")}
            UNION SELECT message_id FROM ledger WHERE {session.Database.In("complaint_id", "@complaints")} AND outcome NOT IN ('complaint', 'follow-up')
            ORDER BY message_id LIMIT {Most}
            """,
            new { complaints });
    }

    private static async Task<List<long>> WithItsComplaintAsync(StoreSession session, List<long> messages)
    {
        var complaint = await session.QueryAsync<long?>(
            $"SELECT complaint_id FROM ledger WHERE complaint_id IS NOT NULL AND {session.Database.In("message_id", "@messages")} LIMIT 1", new { messages = session.Database.List(messages) });
        return complaint is [{ } id] ? [.. (await OfComplaintAsync(session, id)).Union(messages)] : messages;
    }
}
