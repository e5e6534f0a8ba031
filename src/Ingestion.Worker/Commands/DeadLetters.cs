using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>Parked messages and given-up answers in one list.</summary>
internal static class DeadLetters
{
    public static async Task<IReadOnlyList<DeadLetter>> ListAsync(Database database, int limit, CancellationToken cancellationToken)
    {
        var parked = await ParkedMessages.ListAsync(database, limit, cancellationToken);
        var answers = await database.ReadAsync(
            session => session.QueryAsync<DeadLetter>(
                """
                SELECT id, 'answer ' || state AS what, channel, finished_at AS since, attempts AS tries, last_reason AS reason
                FROM outbox WHERE state IN ('failed', 'refused', 'uncertain') ORDER BY finished_at LIMIT @limit
                """,
                new { limit }),
            cancellationToken);
        return
        [
            .. parked.Select(message => new DeadLetter
            {
                Id = message.MessageId,
                What = "message",
                Channel = message.Channel,
                Since = message.ParkedAt,
                Tries = message.Claims,
                Reason = message.ParkedReason,
            }),
            .. answers,
        ];
    }

    /// <summary>False when the id is neither a parked message nor a given-up answer.</summary>
    public static async Task<bool> RetryAsync(Database database, long id, CancellationToken cancellationToken) =>
        await ParkedMessages.RetryAsync(database, id, "command", cancellationToken)
        || await SetAsync(
            database,
            id,
            $"state = 'waiting', uncertain = 0, finished_at = NULL, leased_until = NULL, not_before = {database.Now}, due_at = {database.NowPlus("86400")}",
            cancellationToken);

    /// <inheritdoc cref="RetryAsync"/>
    public static async Task<bool> DiscardAsync(Database database, long id, CancellationToken cancellationToken) =>
        await ParkedMessages.DiscardAsync(database, id, "command", cancellationToken)
        || await SetAsync(database, id, $"state = 'discarded', finished_at = {database.Now}, leased_until = NULL", cancellationToken);

    private static Task<bool> SetAsync(Database database, long id, string set, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync($"UPDATE outbox SET {set} WHERE id = @id AND state IN ('failed', 'refused', 'uncertain')", new { id }) == 1,
            cancellationToken);
}
