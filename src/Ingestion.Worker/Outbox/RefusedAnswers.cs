using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Answers that were refused lately, by channel and reason. Reads the attempts of a week: for people, not for loops.</summary>
internal static class RefusedAnswers
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public static Task<List<(string Channel, string Reason, long Count)>> ReadAsync(Database database, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QueryAsync<(string, string, long)>(
                $"""
                SELECT o.channel, COALESCE(a.reason, '-'), count(*) FROM attempt a JOIN outbox o ON o.id = a.outbox_id
                WHERE a.outcome = 'refused' AND a.started_at >= {database.NowPlus("@seconds")} GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
                """,
                new { seconds = -Lately.TotalSeconds }),
            cancellationToken);
}
