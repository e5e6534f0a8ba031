using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Operations;

/// <summary>What operators decided by hand about a message or an answer: who, when, and what it was before.</summary>
internal static class OperatorActions
{
    /// <summary>Who works at this terminal, as the system knows them.</summary>
    public static string Actor { get; } = "command by " + (StorableText.Clean(Environment.UserName, 100) is { Length: > 0 } name ? name : "unknown");

    /// <summary>To be written in the transaction that acts.</summary>
    public static Task RecordAsync(StoreSession session, long subject, string action, string actor, string before) =>
        session.ExecuteAsync(
            """
            INSERT INTO operator_action (subject_id, number, action, actor, before)
            SELECT @subject, COALESCE(MAX(number), 0) + 1, @action, @actor, @before FROM operator_action WHERE subject_id = @subject
            """,
            new { subject, action, actor, before });

    /// <summary>Which of these were acted on so.</summary>
    public static async Task<HashSet<long>> WithAsync(StoreSession session, IReadOnlyList<long> subjects, string action) =>
        [.. await session.QueryAsync<long>(
            $"SELECT subject_id FROM operator_action WHERE {session.Database.In("subject_id", "@subjects")} AND action = @action", new { subjects = session.Database.List(subjects), action })];
}
