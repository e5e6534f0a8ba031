using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>
/// Links between contacts, on an operator's word or on evidence. A contact begins with one point and keeps its id; the linked ones share
/// <c>contact_point.linked_to</c>, the smallest id among them. Complaints name the contact that wrote, so that taking a link away splits
/// everything as it was.
/// </summary>
internal static class ContactLinks
{
    public const string ByOperator = "operator";

    private const string Columns = "kind, value, contact_id, linked_to, opted_out_at, is_vip";

    public static async Task<LinkedPoint?> FindAsync(StoreSession session, ContactPoint point) =>
        await session.QuerySingleOrDefaultAsync<LinkedPoint>(
            $"SELECT {Columns} FROM contact_point WHERE value = @value AND kind = @kind", new { value = point.Folded().Value, kind = ContactRows.Word(point.Kind) });

    /// <summary>The point that opened a complaint.</summary>
    public static async Task<LinkedPoint?> FindAsync(StoreSession session, TrackingNumber number) =>
        await session.QuerySingleOrDefaultAsync<LinkedPoint>(
            $"SELECT {Columns} FROM contact_point WHERE contact_id = (SELECT contact_id FROM complaint WHERE tracking_number = @digits)", new { digits = number.Digits });

    /// <summary>All points of the person, this one included.</summary>
    public static Task<List<LinkedPoint>> PointsAsync(StoreSession session, LinkedPoint point) => point.LinkedTo is null
        ? Task.FromResult<List<LinkedPoint>>([point])
        : session.QueryAsync<LinkedPoint>($"SELECT {Columns} FROM contact_point WHERE linked_to = @person ORDER BY contact_id", new { person = point.LinkedTo });

    /// <summary>All points of these persons.</summary>
    public static async Task<List<LinkedPoint>> PointsAsync(StoreSession session, IReadOnlyCollection<long> persons) => persons.Count == 0
        ? []
        : await session.QueryAsync<LinkedPoint>(
            $"SELECT {Columns} FROM contact_point WHERE linked_to IS NOT NULL AND {session.Database.In("linked_to", "@persons")} ORDER BY contact_id",
            new { persons = session.Database.List([.. persons]) });

    /// <summary>The links among these contacts, those that were taken away included.</summary>
    public static Task<List<ContactLink>> LinksAsync(StoreSession session, IReadOnlyCollection<long> contacts) => session.QueryAsync<ContactLink>(
        $"""
        SELECT first_contact, second_contact, reason, evidence, made_by, made_at, undone_by, undone_at FROM contact_link
        WHERE {session.Database.In("first_contact", "@contacts")} OR {session.Database.In("second_contact", "@contacts")} ORDER BY first_contact, second_contact
        """,
        new { contacts = session.Database.List([.. contacts]) });

    /// <summary>Whoever writes from these is served first, or is no longer.</summary>
    public static Task MarkAsync(StoreSession session, IReadOnlyCollection<long> contacts, bool isVip) => session.ExecuteAsync(
        $"UPDATE contact_point SET is_vip = @isVip WHERE {session.Database.In("contact_id", "@contacts")}", new { isVip, contacts = session.Database.List([.. contacts]) });

    /// <summary>Locks both points and the persons that they belong to, and reads them anew.</summary>
    public static async Task<(LinkedPoint First, LinkedPoint Second)> LockAsync(StoreSession session, LinkedPoint first, LinkedPoint second)
    {
        await LockPointsAsync(session, first.Point, second.Point);
        await LockPersonsAsync(session, [await FindAsync(session, first.Point), await FindAsync(session, second.Point)]);
        return ((await FindAsync(session, first.Point))!, (await FindAsync(session, second.Point))!);
    }

    /// <summary>As the intake does, so that none of their messages is being decided; and all that changes who is one person is done in turns.</summary>
    public static async Task LockPointsAsync(StoreSession session, ContactPoint first, ContactPoint second)
    {
        await session.LockAsync([.. new[] { first, second }.Select(point => ContactPlace.Of(ContactRows.Word(point.Kind), point.Folded().Value)).Distinct()]);
        await session.LockAsync(["contact-links"]);
    }

    /// <summary>After the points: whoever decides a message of another point of these persons is waited for.</summary>
    public static Task LockPersonsAsync(StoreSession session, IEnumerable<LinkedPoint?> points) =>
        session.LockAsync([.. points.OfType<LinkedPoint>().Select(point => point.PersonId).Distinct().Select(ContactPlace.Person)]);

    /// <summary>A point that was not known. Its lock is held.</summary>
    public static async Task<LinkedPoint> AddAsync(StoreSession session, ContactPoint point, long contact)
    {
        await session.ExecuteAsync(
            "INSERT INTO contact_point (kind, value, contact_id) VALUES (@kind, @value, @contact)", new { kind = ContactRows.Word(point.Kind), value = point.Folded().Value, contact });
        return (await FindAsync(session, point))!;
    }

    /// <summary>Whether two points are known as one person's.</summary>
    public static async Task<bool> AreOneAsync(StoreSession session, ContactPoint first, ContactPoint second) =>
        await FindAsync(session, first) is { } one && await FindAsync(session, second) is { } other && one.PersonId == other.PersonId;

    /// <summary>Whether this evidence has linked that contact to somebody already, also where that was taken back.</summary>
    public static async Task<bool> IsUsedAsync(StoreSession session, long contact, string reason, string evidence) =>
        (await LinksAsync(session, [contact])).Exists(link => link.Reason == reason && link.Evidence == evidence);

    /// <summary>Links two that were never linked. False where they were, also when that was taken back.</summary>
    public static async Task<bool> LinkFirstAsync(StoreSession session, LinkedPoint first, LinkedPoint second, string reason, string evidence, string by)
    {
        var (low, high) = Ordered(first.ContactId, second.ContactId);
        return !(await LinksAsync(session, [low])).Exists(link => link.FirstContact == low && link.SecondContact == high)
            && await LinkAsync(session, first, second, reason, evidence, by);
    }

    /// <summary>False when they are linked directly already.</summary>
    public static async Task<bool> LinkAsync(StoreSession session, LinkedPoint first, LinkedPoint second, string reason, string? evidence, string by)
    {
        var (low, high) = Ordered(first.ContactId, second.ContactId);
        var written = await session.ExecuteAsync(
            $"""
            INSERT INTO contact_link (first_contact, second_contact, reason, evidence, made_by) VALUES (@low, @high, @reason, @evidence, @by)
            ON CONFLICT (first_contact, second_contact) DO UPDATE SET reason = excluded.reason, evidence = excluded.evidence, made_by = excluded.made_by,
              made_at = {session.Database.Now}, undone_by = NULL, undone_at = NULL
            WHERE contact_link.undone_at IS NOT NULL
            """,
            new { low, high, reason, evidence, by });
        if (written == 0)
        {
            return false;
        }

        await RegroupAsync(session, [low, high, first.PersonId, second.PersonId]);
        return true;
    }

    /// <summary>False when there is no link between these two.</summary>
    public static async Task<bool> UnlinkAsync(StoreSession session, LinkedPoint first, LinkedPoint second, string by)
    {
        var (low, high) = Ordered(first.ContactId, second.ContactId);
        var changed = await session.ExecuteAsync(
            $"""
            UPDATE contact_link SET undone_by = @by, undone_at = {session.Database.Now}
            WHERE first_contact = @low AND second_contact = @high AND undone_at IS NULL
            """,
            new { low, high, by });
        if (changed == 0)
        {
            return false;
        }

        await RegroupAsync(session, [low, high, first.PersonId, second.PersonId]);
        return true;
    }

    /// <summary>The complaints that these contacts opened.</summary>
    public static Task<List<long>> ComplaintsAsync(StoreSession session, IReadOnlyCollection<long> contacts) => session.QueryAsync<long>(
        $"SELECT id FROM complaint WHERE {session.Database.In("contact_id", "@contacts")} ORDER BY id", new { contacts = session.Database.List([.. contacts]) });

    /// <summary>Who belongs together follows from the links alone, so that taking one away leaves no trace.</summary>
    private static async Task RegroupAsync(StoreSession session, HashSet<long> touched)
    {
        var database = session.Database;
        touched.UnionWith(await session.QueryAsync<long>(
            $"SELECT contact_id FROM contact_point WHERE linked_to IS NOT NULL AND {database.In("linked_to", "@touched")}", new { touched = database.List([.. touched]) }));
        var links = (await LinksAsync(session, touched)).FindAll(link => link.UndoneAt is null);
        foreach (var group in ContactGroups.Of(touched, links))
        {
            long? person = group.Count == 1 ? null : group.Min();
            await session.ExecuteAsync(
                $"UPDATE contact_point SET linked_to = @person WHERE {database.In("contact_id", "@group")}", new { person, group = database.List([.. group]) });
        }
    }

    private static (long Low, long High) Ordered(long one, long other) => one < other ? (one, other) : (other, one);
}
