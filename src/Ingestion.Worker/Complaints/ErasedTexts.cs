using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Takes texts, names and contacts out of complaints; numbers, classes and times stay.</summary>
internal static class ErasedTexts
{
    /// <summary>The messages of a complaint.</summary>
    public static Task<List<long>> MessagesAsync(StoreSession session, long complaint) =>
        session.QueryAsync<long>("SELECT message_id FROM complaint_message WHERE complaint_id = @complaint", new { complaint });

    /// <summary>Whether nothing that a customer wrote stands in a complaint.</summary>
    public static async Task<bool> IsEmptyAsync(StoreSession session, long complaint) =>
        await session.QuerySingleAsync<long>(
            "SELECT count(*) FROM complaint_message WHERE complaint_id = @complaint AND (body <> '' OR subject IS NOT NULL OR contact_id IS NOT NULL)", new { complaint }) == 0;

    /// <summary>Returns the contacts that these messages named.</summary>
    public static async Task<List<long>> EraseAsync(StoreSession session, IReadOnlyCollection<long> messages, IReadOnlyCollection<long> complaints)
    {
        var database = session.Database;
        var which = $"{database.In("complaint_id", "@complaints")} AND {database.In("message_id", "@messages")}";
        var parameters = new { complaints = database.List([.. complaints]), messages = database.List([.. messages]) };
        var contacts = await session.QueryAsync<long>($"SELECT DISTINCT contact_id FROM complaint_message WHERE contact_id IS NOT NULL AND {which}", parameters);
        // What their provider told of them, and never wrote itself, goes with them.
        contacts.AddRange(await session.QueryAsync<long>(
            $"""
            SELECT second_contact FROM contact_link WHERE reason = 'provider' AND {database.In("first_contact", "@contacts")}
            UNION SELECT first_contact FROM contact_link WHERE reason = 'provider' AND {database.In("second_contact", "@contacts")}
            """,
            new { contacts = database.List(contacts) }));
        await session.ExecuteAsync($"UPDATE complaint_message SET contact_id = NULL, sender_name = NULL, subject = NULL, body = '', classification = NULL WHERE {which}", parameters);
        await session.ExecuteAsync(
            $"""
            UPDATE complaint SET contact_id = NULL, status_text = NULL WHERE {database.In("id", "@complaints")}
              AND NOT EXISTS (SELECT 1 FROM complaint_message m WHERE m.complaint_id = complaint.id AND m.contact_id = complaint.contact_id)
            """,
            parameters);
        await session.ExecuteAsync($"DELETE FROM session WHERE {database.In("complaint_id", "@complaints")}", parameters);
        return contacts;
    }

    /// <summary>The points of contacts.</summary>
    public static Task<List<string>> ValuesAsync(StoreSession session, IReadOnlyCollection<long> contacts) =>
        session.QueryAsync<string>(
            $"SELECT value FROM contact_point WHERE {session.Database.In("contact_id", "@contacts")}", new { contacts = session.Database.List([.. contacts]) });

    /// <summary>
    /// Forgets the points of contacts, and points that answers went to, that no complaint names any more. A point whose owner wants no automatic
    /// message stays, so that this is still obeyed. Returns how many went.
    /// </summary>
    public static Task<int> ForgetPointsAsync(
        StoreSession session, IReadOnlyCollection<long> contacts, IReadOnlyCollection<ContactPoint> recipients, IReadOnlyCollection<string> stillWritten)
    {
        var database = session.Database;
        return session.ExecuteAsync(
            $"""
            DELETE FROM contact_point WHERE ({database.In("contact_id", "@contacts")} OR {database.In("value", "@recipients")})
              AND opted_out_at IS NULL AND NOT ({database.In("value", "@stillWritten")})
              AND NOT EXISTS (SELECT 1 FROM complaint WHERE complaint.contact_id = contact_point.contact_id)
              AND NOT EXISTS (SELECT 1 FROM complaint_message WHERE complaint_message.contact_id = contact_point.contact_id)
            """,
            new
            {
                contacts = database.List([.. contacts]),
                recipients = database.List([.. recipients.Select(recipient => recipient.Folded().Value)]),
                stillWritten = database.List([.. stillWritten]),
            });
    }
}
