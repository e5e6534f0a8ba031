using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Reads of the pool that decisions need: each takes a whole batch's keys at once.</summary>
internal static class ComplaintPool
{
    public static async Task<Dictionary<ContactPoint, KnownContactPoint>> ContactPointsAsync(StoreSession session, IReadOnlyCollection<ContactPoint> points)
    {
        var known = new Dictionary<ContactPoint, KnownContactPoint>();
        if (points.Count == 0)
        {
            return known;
        }

        var rows = await session.QueryAsync<PointRow>(
            $"SELECT kind, value, contact_id, linked_to, CAST(acknowledged_on AS text) AS acknowledged_on, acknowledged_count, opted_out_at, bounced_at, is_vip FROM contact_point WHERE {session.Database.In("value", "@values")}",
            new { values = session.Database.List([.. points.Select(point => point.Value).Distinct(StringComparer.Ordinal)]) });
        foreach (var row in rows)
        {
            var point = new ContactPoint(ContactRows.Kind(row.Kind), row.Value);
            DateOnly? day = row.AcknowledgedOn is null ? null : DateOnly.ParseExact(row.AcknowledgedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            known[point] = new KnownContactPoint(point, row.ContactId, day, row.AcknowledgedCount) { LinkedTo = row.LinkedTo, OptedOutAt = row.OptedOutAt, BouncedAt = row.BouncedAt, IsVip = row.IsVip };
        }

        return known;
    }

    /// <summary>Those of the complaints whose customer said stop.</summary>
    public static Task<List<long>> StoppedAsync(StoreSession session, IReadOnlyCollection<long> complaints) => session.QueryAsync<long>(
        $"SELECT DISTINCT c.id FROM complaint c JOIN contact_point p ON p.contact_id = c.contact_id WHERE p.opted_out_at IS NOT NULL AND {session.Database.In("c.id", "@complaints")}",
        new { complaints = session.Database.List([.. complaints]) });

    public static async Task<Dictionary<Guid, long>> ConversationsAsync(StoreSession session, IReadOnlyCollection<Guid> keys)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<(Guid Key, long ComplaintId)>(
            $"SELECT conversation_key, complaint_id FROM complaint_message WHERE {session.Database.In("conversation_key", "@keys")}",
            new { keys = session.Database.List([.. keys]) });
        return rows.ToDictionary(row => row.Key, row => row.ComplaintId);
    }

    /// <summary>
    /// Complaints by id or tracking number, locked until the transaction ends: their versions are about to grow. By name and not by row,
    /// because a row lock gives the transaction its number: readers of the change feed go by that number, so a transaction must get it only
    /// when it waits for nobody any more.
    /// </summary>
    public static async Task<List<KnownComplaint>> ComplaintsAsync(StoreSession session, IReadOnlyCollection<long> ids, IReadOnlyCollection<string> numbers)
    {
        var database = session.Database;
        var all = ids.ToHashSet();
        if (numbers.Count > 0)
        {
            all.UnionWith(await session.QueryAsync<long>(
                $"SELECT id FROM complaint WHERE {database.In("tracking_number", "@numbers")}", new { numbers = database.List([.. numbers]) }));
        }

        return await LockAndReadAsync(session, all);
    }

    /// <summary>The same with the complaints that go on with these ones' matters; mostly there are none.</summary>
    public static async Task<List<KnownComplaint>> WithSuccessorsAsync(StoreSession session, IReadOnlyCollection<long> ids, IReadOnlyCollection<string> numbers)
    {
        var known = await ComplaintsAsync(session, ids, numbers);
        while (known.Select(complaint => complaint.MergedInto).OfType<long>().Where(id => !known.Exists(complaint => complaint.Id == id)).ToHashSet() is { Count: > 0 } successors)
        {
            known.AddRange(await LockAndReadAsync(session, successors));
        }

        return known;
    }

    public static Task<long?> FindAsync(StoreSession session, TrackingNumber number) =>
        session.QuerySingleOrDefaultAsync<long?>("SELECT id FROM complaint WHERE tracking_number = @digits", new { digits = number.Digits });

    public static async Task<Dictionary<long, TrackingNumber>> NumbersAsync(StoreSession session, IReadOnlyCollection<long> ids)
    {
        var rows = await session.QueryAsync<(long Id, string Number)>(
            $"SELECT id, tracking_number FROM complaint WHERE {session.Database.In("id", "@ids")}", new { ids = session.Database.List([.. ids]) });
        return rows.ToDictionary(row => row.Id, row => TrackingNumber.TryParse(row.Number, out var number) ? number : default);
    }

    public static Task<ComplaintTraits> TraitsAsync(StoreSession session, long id) =>
        session.QuerySingleAsync<ComplaintTraits>("SELECT kind, category, priority, language FROM complaint WHERE id = @id", new { id });

    private static async Task<List<KnownComplaint>> LockAndReadAsync(StoreSession session, HashSet<long> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await session.LockAsync([.. ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"complaint:{id}"))]);
        return await session.QueryAsync<KnownComplaint>(
            $"""
            SELECT id, tracking_number, contact_id,
              (SELECT p.linked_to FROM contact_point p WHERE p.contact_id = complaint.contact_id AND p.linked_to IS NOT NULL) AS linked_to,
              status, priority, version, merged_into, contacts, last_message_at, came_back_at, kind, language, received_at, answer_by, status_at, status_text,
              CAST(expected_on AS text) AS expected
            FROM complaint WHERE {session.Database.In("id", "@ids")} ORDER BY id
            """,
            new { ids = session.Database.List([.. ids]) });
    }

    /// <summary>All contacts of linked persons, each with its person.</summary>
    public static Task<List<(long ContactId, long PersonId)>> LinkedContactsAsync(StoreSession session, IReadOnlyCollection<long> persons) => session.QueryAsync<(long, long)>(
        $"SELECT contact_id, linked_to FROM contact_point WHERE linked_to IS NOT NULL AND {session.Database.In("linked_to", "@persons")}",
        new { persons = session.Database.List([.. persons]) });

    private sealed record PointRow
    {
        public string Kind { get; init; } = "";

        public string Value { get; init; } = "";

        public long ContactId { get; init; }

        public long? LinkedTo { get; init; }

        public string? AcknowledgedOn { get; init; }

        public int AcknowledgedCount { get; init; }

        public bool IsVip { get; init; }

        public DateTimeOffset? OptedOutAt { get; init; }

        public DateTimeOffset? BouncedAt { get; init; }
    }
}
