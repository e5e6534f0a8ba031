using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Answers that the relay gave up or whose fate is uncertain: kept whole, for an operator to decide on.</summary>
internal static class GivenUpAnswers
{
    public static Task<List<GivenUpAnswer>> ListAsync(Database database, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<GivenUpAnswer>(
                """
                SELECT id, state, channel, finished_at, attempts, last_reason
                FROM outbox WHERE state IN ('failed', 'refused', 'uncertain', 'undelivered') ORDER BY finished_at LIMIT @limit
                """,
                new { limit }),
            cancellationToken);

    /// <summary>
    /// Puts it back for one more attempt. What was promised stays, and so does its breach; where nobody watches over that any more, somebody looks in a day.
    /// False when it is not given up.
    /// </summary>
    public static Task<bool> RetryAsync(Database database, long id, string actor, CancellationToken cancellationToken) =>
        DecideAsync(
            database,
            id,
            "retried",
            $"state = 'waiting', uncertain = 0, finished_at = NULL, leased_until = NULL, not_before = {database.Now}, watch_at = CASE WHEN purpose IN ('ack', 'fallback') THEN COALESCE(watch_at, {database.NowPlus("86400")}) END",
            actor,
            cancellationToken);

    /// <summary>Gives it up for good. False when it is not given up.</summary>
    public static Task<bool> DiscardAsync(Database database, long id, string actor, CancellationToken cancellationToken) =>
        DecideAsync(database, id, "discarded", $"state = 'discarded', finished_at = {database.Now}, leased_until = NULL", actor, cancellationToken);

    private static Task<bool> DecideAsync(Database database, long id, string action, string set, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var before = await session.QuerySingleOrDefaultAsync<string?>(
                    $"""
                    SELECT state || COALESCE(': ' || last_reason, '') FROM outbox
                    WHERE id = @id AND state IN ('failed', 'refused', 'uncertain', 'undelivered') {database.Sql("FOR UPDATE", "")}
                    """,
                    new { id });
                if (before is null)
                {
                    return false;
                }

                await session.ExecuteAsync($"UPDATE outbox SET {set} WHERE id = @id", new { id });
                await OperatorActions.RecordAsync(session, id, action, actor, before);
                return true;
            },
            cancellationToken);
}
