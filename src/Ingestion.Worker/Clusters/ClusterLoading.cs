using Ingestion.Worker.Matching;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>Loads what a batch of messages is compared with: a fixed number of statements, each by keys, none dearer in a larger pool but by an index's depth.</summary>
internal static class ClusterLoading
{
    /// <summary>Messages taken from one key or number, the latest first: however many share it.</summary>
    public const int PerKey = 8;

    /// <summary>Messages that wait, oldest first.</summary>
    public static Task<List<QueuedMessage>> QueueAsync(StoreSession session, int limit) => session.QueryAsync<QueuedMessage>(
        $"""
        SELECT q.message_id, q.complaint_id, q.at, m.subject, substr(m.body, 1, {ComparableText.MaxRead}) AS body
        FROM (SELECT message_id, complaint_id, at FROM match_queue ORDER BY message_id LIMIT @limit) q
        LEFT JOIN complaint_message m ON m.complaint_id = q.complaint_id AND m.message_id = q.message_id ORDER BY q.message_id
        """,
        new { limit });

    /// <summary>Which of these still wait and were not compared before.</summary>
    public static async Task<HashSet<long>> StillQueuedAsync(StoreSession session, IReadOnlyList<long> messages) => [.. await session.QueryAsync<long>(
        $"""
        SELECT message_id FROM match_queue WHERE {session.Database.In("message_id", "@messages")}
          AND NOT EXISTS (SELECT 1 FROM near_fingerprint f WHERE f.message_id = match_queue.message_id)
        """,
        new { messages = session.Database.List(messages) })];

    public static Task<List<(long Key, long MessageId)>> ByKeysAsync(StoreSession session, IReadOnlyCollection<long> keys) => session.QueryAsync<(long, long)>(
        session.Database.Sql(
            $"""
            SELECT k.key, f.message_id FROM unnest(@keys) AS k(key)
            CROSS JOIN LATERAL (SELECT message_id FROM fingerprint_key WHERE key = k.key ORDER BY message_id DESC LIMIT {PerKey}) f
            """,
            $"""
            SELECT k.value, f.message_id FROM json_each(@keys) k CROSS JOIN fingerprint_key f ON f.key = k.value
              AND f.message_id >= COALESCE((SELECT message_id FROM fingerprint_key WHERE key = k.value ORDER BY message_id DESC LIMIT 1 OFFSET {PerKey - 1}), 0)
            """),
        new { keys = session.Database.List([.. keys]) });

    public static async Task<List<(string Value, long MessageId)>> ByNumbersAsync(StoreSession session, IReadOnlyCollection<string> numbers) => numbers.Count == 0 ? [] : await session.QueryAsync<(string, long)>(
        session.Database.Sql(
            $"""
            SELECT k.value, n.message_id FROM unnest(@numbers) AS k(value)
            CROSS JOIN LATERAL (SELECT message_id FROM complaint_number WHERE value = k.value ORDER BY message_id DESC LIMIT {PerKey}) n
            """,
            $"""
            SELECT k.value, n.message_id FROM json_each(@numbers) k CROSS JOIN complaint_number n ON n.value = k.value
              AND n.message_id >= COALESCE((SELECT message_id FROM complaint_number WHERE value = k.value ORDER BY message_id DESC LIMIT 1 OFFSET {PerKey - 1}), 0)
            """),
        new { numbers = session.Database.List([.. numbers]) });

    public static async Task<List<FoundMessage>> FingerprintsAsync(StoreSession session, IReadOnlyCollection<long> messages) => messages.Count == 0 ? [] : await session.QueryAsync<FoundMessage>(
        $"SELECT message_id, complaint_id, at, content, sketch, words, numbers FROM near_fingerprint WHERE {session.Database.In("message_id", "@messages")}",
        new { messages = session.Database.List([.. messages]) });

    public static Task<List<ComplaintFacts>> FactsAsync(StoreSession session, IReadOnlyCollection<long> complaints) => session.QueryAsync<ComplaintFacts>(
        $"""
        SELECT id, contact_id, (SELECT p.linked_to FROM contact_point p WHERE p.contact_id = complaint.contact_id AND p.linked_to IS NOT NULL) AS linked_to,
          category, cluster_id, received_at, last_message_at FROM complaint WHERE {session.Database.In("id", "@complaints")}
        """,
        new { complaints = session.Database.List([.. complaints]) });

    public static Task<List<(long Id, int Size)>> SizesAsync(StoreSession session, IReadOnlyCollection<long> clusters) => session.QueryAsync<(long, int)>(
        $"SELECT id, size FROM cluster WHERE {session.Database.In("id", "@clusters")}", new { clusters = session.Database.List([.. clusters]) });

    /// <summary>Complaints of each cluster by hour, from a time on.</summary>
    public static Task<List<ClusterHour>> HoursAsync(StoreSession session, IReadOnlyCollection<long> clusters, DateTimeOffset from) => session.QueryAsync<ClusterHour>(
        $"SELECT cluster_id, hour, complaints FROM cluster_hour WHERE {session.Database.In("cluster_id", "@clusters")} AND hour >= @from",
        new { clusters = session.Database.List([.. clusters]), from });
}
