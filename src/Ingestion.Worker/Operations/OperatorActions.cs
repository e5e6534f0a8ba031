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

    /// <summary>The same for many subjects, each once.</summary>
    public static Task RecordAsync(StoreSession session, IReadOnlyList<(long Subject, string Before)> subjects, string action, string actor)
    {
        var rows = new UpdateRows(
            """
            INSERT INTO operator_action (subject_id, number, action, actor, before)
            SELECT v.subject, COALESCE((SELECT MAX(number) FROM operator_action WHERE subject_id = v.subject), 0) + 1, v.action, v.actor, v.before FROM v
            """,
            """
            INSERT INTO operator_action (subject_id, number, action, actor, before)
            SELECT @subject, COALESCE(MAX(number), 0) + 1, @action, @actor, @before FROM operator_action WHERE subject_id = @subject
            """);
        var subject = rows.Int64("subject");
        var actions = rows.Text("action");
        var actors = rows.Text("actor");
        var before = rows.Text("before");
        foreach (var one in subjects)
        {
            subject.Add(one.Subject);
            actions.Add(action);
            actors.Add(actor);
            before.Add(one.Before);
        }

        return session.RunAsync([rows]);
    }

    /// <summary>Which of these were acted on so.</summary>
    public static async Task<HashSet<long>> WithAsync(StoreSession session, IReadOnlyList<long> subjects, string action) =>
        [.. await session.QueryAsync<long>(
            $"SELECT subject_id FROM operator_action WHERE {session.Database.In("subject_id", "@subjects")} AND action = @action", new { subjects = session.Database.List(subjects), action })];
}
