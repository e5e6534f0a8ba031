using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// What providers tell about messages that they took from us. Stored at once, in one statement for each request; brought together with the
/// attempts afterwards, because a receipt may come before its attempt is recorded.
/// </summary>
internal static class Receipts
{
    /// <summary>How long a receipt that belongs to no attempt is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Receipts in one request.</summary>
    public const int MostAtOnce = 1000;

    private const int LongestId = 500;

    /// <exception cref="ArgumentException">The connector breaks its contract: an id is empty or too long, or there are too many.</exception>
    public static Task AcceptAsync(Database database, string channel, IReadOnlyList<DeliveryReceipt> receipts, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(receipts.Count, MostAtOnce);
        // A repeat of what is known says nothing new.
        var rows = new InsertRows("receipt", "(channel, provider_id, state) DO NOTHING");
        var channels = rows.Text("channel");
        var providerIds = rows.Text("provider_id");
        var states = rows.Text("state");
        var reasons = rows.Text("reason");
        foreach (var receipt in receipts)
        {
            if (receipt.ProviderId.Length is 0 or > LongestId || StorableText.Clean(receipt.ProviderId, LongestId) != receipt.ProviderId)
            {
                throw new ArgumentException("The id of a receipt is empty, too long or no text.", nameof(receipts));
            }

            channels.Add(channel);
            providerIds.Add(receipt.ProviderId);
            states.Add(DeliveryWords.Word(receipt.State));
            reasons.Add(StorableText.Clean(receipt.Reason, 200));
        }

        return database.RunAsync([rows], cancellationToken);
    }

    public static Task<List<WaitingReceipt>> WaitingAsync(StoreSession session, int limit) => session.QueryAsync<WaitingReceipt>(
        $"""
        SELECT channel, provider_id, state, reason, at, tries, outbox_id FROM receipt
        WHERE is_waiting AND not_before <= {session.Database.Now} ORDER BY not_before LIMIT @limit
        """,
        new { limit });

    public static Task<List<ReportedAttempt>> AttemptsAsync(StoreSession session, IReadOnlyList<string> providerIds) => session.QueryAsync<ReportedAttempt>(
        $"""
        SELECT o.channel, a.provider_id, a.outbox_id, a.number, a.delivery, o.complaint_id, o.state, o.attempts
        FROM attempt a JOIN outbox o ON o.id = a.outbox_id WHERE {session.Database.In("a.provider_id", "@providerIds")} ORDER BY a.outbox_id, a.number
        """,
        new { providerIds = session.Database.List(providerIds) });

    /// <summary>The last attempts of these answers and of what went another way in their place: a mail bears the same id at each. Not while the sending goes on:
    /// its end would be written over what is said here.</summary>
    public static Task<List<ReportedAttempt>> LastAttemptsAsync(StoreSession session, IReadOnlyList<long> answers) => session.QueryAsync<ReportedAttempt>(
        $"""
        SELECT o.channel, o.stable_id AS provider_id, a.outbox_id, a.number, a.delivery, o.complaint_id, o.state, o.attempts, o.recipient_kind, o.recipient
        FROM outbox o JOIN attempt a ON a.outbox_id = o.id AND a.number = o.attempts AND a.finished_at IS NOT NULL WHERE {session.Database.In("o.id", "@answers")} OR o.id IN (SELECT fallback_id FROM outbox WHERE {session.Database.In("id", "@answers")})
        """,
        new { answers = session.Database.List(answers) });

    /// <summary>Drops receipts that belong to nothing of ours. Returns how many.</summary>
    public static Task<int> SweepAsync(Database database, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"DELETE FROM receipt WHERE is_waiting AND at < {database.NowPlus("@seconds")}", new { seconds = -KeptFor.TotalSeconds }),
        cancellationToken);
}
