using System.Text;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Inbox;

/// <summary>Messages that failed at every try: out of the way, kept whole, released by an operator.</summary>
internal static class ParkedMessages
{
    public static Task ParkAsync(Database database, long messageId, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var parked = await session.ExecuteAsync(
                    $"UPDATE inbox SET parked_at = {database.Now}, parked_reason = @reason, fence = 0 WHERE message_id = @messageId AND parked_at IS NULL",
                    new { messageId, reason });
                if (parked == 1)
                {
                    var ledger = new LedgerRows();
                    ledger.Add(messageId, Outcome.Quarantined, null, null, [new Reason("inbox", "parked", reason)]);
                    await session.RunAsync([ledger.Statement]);
                }
            },
            cancellationToken);

    public static Task<List<ParkedMessage>> ListAsync(Database database, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<ParkedMessage>(
                """
                SELECT m.id AS message_id, m.channel, m.accepted_at, i.parked_at, i.parked_reason, i.claims, i.size
                FROM inbox i JOIN message m ON m.id = i.message_id WHERE i.parked_at IS NOT NULL ORDER BY i.parked_at LIMIT @limit
                """,
                new { limit }),
            cancellationToken);

    /// <summary>
    /// Puts a parked message back into the queue, untried, with its original receipt time. Its next outcome tells who did so and why it was
    /// parked. False when it is not parked.
    /// </summary>
    public static Task<bool> RetryAsync(Database database, long messageId, string by, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var released = await session.ExecuteAsync(
                    "UPDATE inbox SET parked_at = NULL, parked_reason = @by || ', parked: ' || parked_reason, claims = 0, leased_until = NULL WHERE message_id = @messageId AND parked_at IS NOT NULL",
                    new { messageId, by });
                if (released == 1)
                {
                    await session.ExecuteAsync("DELETE FROM ledger WHERE message_id = @messageId", new { messageId });
                    await OperatorActions.RecordAsync(session, messageId, "retried", by, "parked");
                }

                return released == 1;
            },
            cancellationToken);

    /// <summary>Gives a parked message up: its ledger row and its bytes stay.</summary>
    public static Task<bool> DiscardAsync(Database database, long messageId, string by, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var discarded = await session.ExecuteAsync(
                    "DELETE FROM inbox WHERE message_id = @messageId AND parked_at IS NOT NULL", new { messageId });
                if (discarded == 1)
                {
                    var json = await session.QuerySingleAsync<string>(
                        "SELECT CAST(reasons AS text) FROM ledger WHERE message_id = @messageId", new { messageId });
                    List<Reason> reasons = [.. ReasonJson.Read(json), new Reason("operator", "discarded", by)];
                    await session.ExecuteAsync(
                        $"UPDATE ledger SET reasons = {session.Database.Sql("@reasons::json", "@reasons")} WHERE message_id = @messageId",
                        new { messageId, reasons = Encoding.UTF8.GetString(ReasonJson.Write(reasons)) });
                    await OperatorActions.RecordAsync(session, messageId, "discarded", by, "parked");
                }

                return discarded == 1;
            },
            cancellationToken);
}
