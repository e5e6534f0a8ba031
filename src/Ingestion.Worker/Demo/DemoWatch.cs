using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Demo;

/// <summary>Looks into the pool until a sample is decided and its acknowledgement, if it has one, has left.</summary>
internal static class DemoWatch
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static async Task<DemoResult> WaitAsync(
        Database database, string channel, string externalId, int offers, string? delivery, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var result = await LookAsync(database, channel, externalId, cancellationToken);
            if (result is { Outcome: not null, Acknowledgement: not "waiting" } && result.Offers >= offers && (delivery is null || result.Delivery == delivery))
            {
                return result;
            }

            if (time.GetElapsedTime(started) > Longest)
            {
                return result ?? new DemoResult();
            }

            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    private static Task<DemoResult?> LookAsync(Database database, string channel, string externalId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QuerySingleOrDefaultAsync<DemoResult>(
                """
                SELECT m.id AS message_id, m.offers, l.outcome, CAST(l.reasons AS text) AS reasons, c.tracking_number, c.kind, c.category, c.priority, c.language,
                  c.needs_review, o.state AS acknowledgement, o.stable_id, o.channel AS through, a.provider_id, a.delivery
                FROM message m
                LEFT JOIN ledger l ON l.message_id = m.id
                LEFT JOIN complaint c ON c.id = l.complaint_id
                LEFT JOIN outbox o ON o.message_id = m.id
                LEFT JOIN attempt a ON a.outbox_id = o.id AND a.number = o.attempts
                WHERE m.channel = @channel AND (m.external_id = @externalId OR m.external_id LIKE @externalId || '.%')
                """,
                new { channel, externalId }),
            cancellationToken);
}
