using System.Globalization;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>Loads the complaints that customers have already, with what is compared of them: two statements, whatever the number of customers.</summary>
internal static class OwnComplaints
{
    /// <summary>The latest complaints of one contact that are looked at.</summary>
    public const int PerContact = 20;

    /// <summary>Characters of a text that is compared without a fingerprint.</summary>
    private const int MostRead = ComparableText.MaxRead;

    private static readonly string PostgresComplaints =
        $"""
        SELECT c.id, c.contact_id, c.category, c.last_message_at FROM unnest(@contacts) AS k(contact) CROSS JOIN LATERAL (
          SELECT id, contact_id, category, last_message_at FROM complaint WHERE contact_id = k.contact ORDER BY id DESC LIMIT {PerContact}) c
        """;

    private static readonly string SqliteComplaints =
        $"""
        SELECT c.id, c.contact_id, c.category, c.last_message_at FROM json_each(@contacts) k CROSS JOIN complaint c ON c.contact_id = k.value
          AND c.id >= COALESCE((SELECT id FROM complaint WHERE contact_id = k.value ORDER BY id DESC LIMIT 1 OFFSET {PerContact - 1}), 0)
        """;

    private static readonly string Columns =
        $"""
        m.complaint_id, m.message_id, COALESCE(f.content, 0) AS content, f.sketch, f.words, f.numbers,
          CASE WHEN f.message_id IS NULL THEN (SELECT t.subject FROM complaint_message t WHERE t.complaint_id = m.complaint_id AND t.message_id = m.message_id) END AS subject,
          CASE WHEN f.message_id IS NULL THEN (SELECT substr(t.body, 1, {MostRead}) FROM complaint_message t WHERE t.complaint_id = m.complaint_id AND t.message_id = m.message_id) END AS body
        """;

    private static readonly string PostgresMessages =
        $"""
        SELECT {Columns} FROM unnest(@ids) AS k(id) CROSS JOIN LATERAL (
          (SELECT complaint_id, message_id FROM complaint_message WHERE complaint_id = k.id ORDER BY message_id LIMIT 1)
          UNION ALL
          (SELECT complaint_id, message_id FROM complaint_message WHERE complaint_id = k.id ORDER BY message_id DESC LIMIT {KnownComplaint.MostCompared - 1})) m
        LEFT JOIN near_fingerprint f ON f.message_id = m.message_id
        """;

    private static readonly string SqliteMessages =
        $"""
        SELECT {Columns} FROM json_each(@ids) k CROSS JOIN complaint_message m INDEXED BY complaint_message_order ON m.complaint_id = k.value
          AND m.message_id = (SELECT min(message_id) FROM complaint_message INDEXED BY complaint_message_order WHERE complaint_id = k.value)
        LEFT JOIN near_fingerprint f ON f.message_id = m.message_id
        UNION ALL
        SELECT {Columns} FROM json_each(@ids) k CROSS JOIN complaint_message m INDEXED BY complaint_message_order ON m.complaint_id = k.value
          AND m.message_id >= COALESCE((SELECT message_id FROM complaint_message INDEXED BY complaint_message_order WHERE complaint_id = k.value ORDER BY message_id DESC LIMIT 1 OFFSET {KnownComplaint.MostCompared - 2}), 0)
        LEFT JOIN near_fingerprint f ON f.message_id = m.message_id
        """;

    /// <summary>The latest complaints of contacts, newest first.</summary>
    public static async Task<List<OwnComplaint>> FindAsync(StoreSession session, IReadOnlyCollection<long> contacts)
    {
        if (contacts.Count == 0)
        {
            return [];
        }

        var found = await session.QueryAsync<OwnComplaint>(
            session.Database.Sql(PostgresComplaints, SqliteComplaints), new { contacts = session.Database.List([.. contacts]) });
        found.Sort((left, right) => right.Id.CompareTo(left.Id));
        return found;
    }

    /// <summary>Complaints by their ids, as <see cref="FindAsync"/> gives them.</summary>
    public static Task<List<OwnComplaint>> ByIdAsync(StoreSession session, IReadOnlyCollection<long> ids) => session.QueryAsync<OwnComplaint>(
        $"SELECT id, contact_id, category, last_message_at FROM complaint WHERE {session.Database.In("id", "@ids")}", new { ids = session.Database.List([.. ids]) });

    /// <summary>The candidates that these complaints are, with their first message and the latest of the others.</summary>
    /// <param name="session">The session.</param>
    /// <param name="complaints">The complaints, each once.</param>
    /// <param name="personOf">Who is behind a complaint.</param>
    public static async Task<List<KnownComplaint>> CandidatesAsync(StoreSession session, IReadOnlyCollection<OwnComplaint> complaints, Func<OwnComplaint, string> personOf)
    {
        if (complaints.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<MatchRow>(
            session.Database.Sql(PostgresMessages, SqliteMessages), new { ids = session.Database.List([.. complaints.Select(complaint => complaint.Id)]) });
        var messages = rows.DistinctBy(row => row.MessageId).OrderBy(row => row.MessageId).ToLookup(row => row.ComplaintId);
        var candidates = new List<KnownComplaint>(complaints.Count);
        foreach (var complaint in complaints)
        {
            var person = personOf(complaint);
            var candidate = new KnownComplaint(complaint.Id, person);
            foreach (var row in messages[complaint.Id])
            {
                candidate.Add(row.Traits(person, complaint.LastMessageAt, MatchCategory.Of(complaint.Category)));
            }

            candidates.Add(candidate);
        }

        return candidates;
    }

    /// <summary>A person as matching names it.</summary>
    public static string Person(long id) => id.ToString(CultureInfo.InvariantCulture);
}
