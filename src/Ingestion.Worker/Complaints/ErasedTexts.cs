using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Takes texts, names and contacts out of complaints; numbers, classes and times stay.</summary>
internal static class ErasedTexts
{
    /// <summary>The messages of a complaint.</summary>
    public static Task<List<long>> MessagesAsync(StoreSession session, long complaint) =>
        session.QueryAsync<long>("SELECT message_id FROM complaint_message WHERE complaint_id = @complaint", new { complaint });

    /// <summary>The messages in complaints that came from a point or name it as another way to reach their writer. Reads all of them.</summary>
    public static Task<List<long>> WrittenByAsync(StoreSession session, ContactPoint point) => session.QueryAsync<long>(
        """
        SELECT message_id FROM complaint_message
        WHERE contact_id IN (SELECT contact_id FROM contact_point WHERE kind = @kind AND value = @value) OR (also_given_kind = @kind AND also_given = @value)
        """,
        new { kind = ContactRows.Word(point.Kind), value = point.Folded().Value });

    /// <summary>Those of these complaints that one of the messages is a text of, not only about.</summary>
    public static Task<List<long>> WithTextOfAsync(StoreSession session, IReadOnlyCollection<long> messages, IReadOnlyCollection<long> complaints) =>
        session.QueryAsync<long>($"SELECT DISTINCT complaint_id FROM complaint_message WHERE {Which(session.Database)}", Parameters(session.Database, messages, complaints));

    /// <summary>Whether nothing that a customer wrote stands in a complaint.</summary>
    public static async Task<bool> IsEmptyAsync(StoreSession session, long complaint) =>
        await session.QuerySingleAsync<long>(
            "SELECT count(*) FROM complaint_message WHERE complaint_id = @complaint AND (body <> '' OR subject IS NOT NULL OR contact_id IS NOT NULL)", new { complaint }) == 0;

    /// <summary>The contacts that these messages name, with those that their provider told of them and that never wrote themselves.</summary>
    public static async Task<List<long>> ContactsAsync(StoreSession session, IReadOnlyCollection<long> messages, IReadOnlyCollection<long> complaints)
    {
        var database = session.Database;
        var contacts = await session.QueryAsync<long>($"SELECT DISTINCT contact_id FROM complaint_message WHERE contact_id IS NOT NULL AND {Which(database)}", Parameters(database, messages, complaints));
        contacts.AddRange(await session.QueryAsync<long>(
            $"""
            SELECT second_contact FROM contact_link WHERE reason = 'provider' AND {database.In("first_contact", "@contacts")}
            UNION SELECT first_contact FROM contact_link WHERE reason = 'provider' AND {database.In("second_contact", "@contacts")}
            """,
            new { contacts = database.List(contacts) }));
        return contacts;
    }

    /// <summary>By whom messages are known that are no text of a complaint: those of these contacts that nothing else names.</summary>
    public static async Task<HashSet<Guid>> SendersAsync(StoreSession session, IReadOnlyCollection<long> messages, IReadOnlyCollection<long> complaints)
    {
        var contacts = await ContactsAsync(session, messages, complaints);
        var named = await session.QueryAsync<long>(
            $"SELECT DISTINCT contact_id FROM complaint_message WHERE {session.Database.In("contact_id", "@contacts")} AND NOT ({session.Database.In("message_id", "@messages")})",
            new { contacts = session.Database.List(contacts), messages = session.Database.List([.. messages]) });
        return [.. (await ContactPlace.PointsAsync(session, [.. contacts.Except(named)])).Select(point => Conversations.SenderKey(point.Kind, point.Value))];
    }

    /// <summary>By whom messages of a point are known that are no text of a complaint.</summary>
    public static Guid SenderOf(ContactPoint point) => Conversations.SenderKey(ContactRows.Word(point.Kind), point.Folded().Value);

    /// <param name="session">The transaction that erases.</param>
    /// <param name="messages">The messages that are erased.</param>
    /// <param name="complaints">The complaints that they are texts of.</param>
    public static async Task EraseAsync(StoreSession session, IReadOnlyCollection<long> messages, IReadOnlyCollection<long> complaints)
    {
        var database = session.Database;
        var which = Which(database);
        var parameters = Parameters(database, messages, complaints);
        await session.ExecuteAsync($"UPDATE complaint_message SET contact_id = NULL, sender_name = NULL, also_given_kind = NULL, also_given = NULL, subject = NULL, body = '', classification = NULL WHERE {which}", parameters);
        await session.ExecuteAsync(
            $"""
            UPDATE complaint SET contact_id = NULL, status_text = NULL WHERE {database.In("id", "@complaints")}
              AND NOT EXISTS (SELECT 1 FROM complaint_message m WHERE m.complaint_id = complaint.id AND m.contact_id = complaint.contact_id)
            """,
            parameters);
        await session.ExecuteAsync($"DELETE FROM session WHERE {which}", parameters);
    }

    /// <summary>Forgets what an operator wrote of how two points were found to be one person.</summary>
    public static Task<int> ForgetEvidenceAsync(StoreSession session, IReadOnlyCollection<long> contacts)
    {
        var database = session.Database;
        return session.ExecuteAsync(
            $"UPDATE contact_link SET evidence = NULL WHERE reason = 'operator' AND ({database.In("first_contact", "@contacts")} OR {database.In("second_contact", "@contacts")})",
            new { contacts = database.List([.. contacts]) });
    }

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

    private static string Which(Database database) => $"{database.In("complaint_id", "@complaints")} AND {database.In("message_id", "@messages")}";

    private static object Parameters(Database database, IReadOnlyCollection<long> messages, IReadOnlyCollection<long> complaints) =>
        new { complaints = database.List([.. complaints]), messages = database.List([.. messages]) };
}
