using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>The locks under which messages of some contacts are decided: their points, and the persons that these belong to.</summary>
internal static class ContactPlace
{
    /// <summary>The points of contacts.</summary>
    public static Task<List<LinkedPoint>> PointsAsync(StoreSession session, IReadOnlyCollection<long> contacts) => contacts.Count == 0
        ? Task.FromResult<List<LinkedPoint>>([])
        : session.QueryAsync<LinkedPoint>(
            $"SELECT kind, value, contact_id, linked_to, opted_out_at FROM contact_point WHERE {session.Database.In("contact_id", "@contacts")} ORDER BY contact_id",
            new { contacts = session.Database.List([.. contacts]) });

    /// <summary>
    /// Locks points and keys as the intake does, and then the persons as they are now: whoever decides a message of these customers waits, and
    /// this waits for whoever is deciding one.
    /// </summary>
    /// <param name="session">The transaction that holds them.</param>
    /// <param name="points">Points that are known.</param>
    /// <param name="keys">Of messages' versions.</param>
    /// <param name="unknown">A point that may not be known yet.</param>
    public static async Task LockAsync(StoreSession session, IReadOnlyCollection<LinkedPoint> points, IReadOnlyCollection<Guid> keys, ContactPoint? unknown = null)
    {
        var locks = points.Select(point => Of(point.Kind, point.Value)).ToHashSet();
        if (unknown is not null)
        {
            locks.Add(Of(ContactRows.Word(unknown.Kind), unknown.Folded().Value));
        }

        locks.UnionWith(keys.Select(Of));
        await session.LockAsync(locks);
        var known = await PointsAsync(session, [.. points.Select(point => point.ContactId)]);
        await session.LockAsync([.. known.Select(point => point.LinkedTo).OfType<long>().Distinct().Select(Person)]);
    }

    /// <summary>
    /// What is known of points, with the persons that they belong to locked: linked points are one customer. Always after the points themselves and before
    /// complaints: one order for everybody. Whom a point is linked to may have changed by another of the person's points, until the person is locked.
    /// </summary>
    public static async Task<Dictionary<ContactPoint, KnownContactPoint>> KnownAsync(StoreSession session, IReadOnlyCollection<ContactPoint> points)
    {
        var locked = new HashSet<long>();
        while (true)
        {
            var known = await ComplaintPool.ContactPointsAsync(session, points);
            var persons = known.Values.Select(point => point.LinkedTo).OfType<long>().Where(locked.Add).ToList();
            if (persons.Count == 0)
            {
                return known;
            }

            await session.LockAsync([.. persons.Select(Person)]);
        }
    }

    public static long Of(string kind, string value) => StableHash.Of64(kind, value);

    public static long Of(Guid key) => BitConverter.ToInt64(key.ToByteArray());

    public static string Person(long person) => FormattableString.Invariant($"person:{person}");
}
