using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Deliveries;

/// <summary>
/// Brings receipts together with the attempts that they are about: a failed delivery shows at its answer, and downstream systems are told of it
/// and of one that arrived. Receipts may come twice, late, out of order, and before their attempt is recorded.
/// </summary>
internal sealed class DeliveryReports(Database database, IdBlock ids, WakeSignal signal, TimeProvider time, ILogger<DeliveryReports> logger)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long? swept = null;
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (swept is not { } last || time.GetElapsedTime(last) >= BetweenSweeps)
                {
                    await Receipts.SweepAsync(database, cancellationToken);
                    swept = time.GetTimestamp();
                }

                if (!await WorkAsync(cancellationToken))
                {
                    await signal.WaitAsync(Idle, cancellationToken);
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                DeliveryLog.Failed(logger, exception.GetType().Name, ++failures);
                await signal.WaitAsync(TimeSpan.FromMilliseconds(Math.Min(200 * Math.Pow(2, failures), 10_000)), CancellationToken.None);
            }
        }
    }

    /// <summary>Settles what waits now. Returns whether there was anything.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        if ((await database.ReadAsync(session => Receipts.WaitingAsync(session, 1), cancellationToken)).Count == 0)
        {
            return false;
        }

        var id = await ids.TakeAsync(BatchSize, cancellationToken);
        await database.WriteAsync(session => SettleAsync(session, id), cancellationToken);
        return true;
    }

    private static async Task SettleAsync(StoreSession session, long nextId)
    {
        await session.LockAsync(["receipts"]);
        var receipts = await Receipts.WaitingAsync(session, BatchSize);
        var attempts = (await Receipts.AttemptsAsync(session, [.. receipts.Where(receipt => receipt.OutboxId is null).Select(receipt => receipt.ProviderId).Distinct(StringComparer.Ordinal)]))
            .GroupBy(attempt => (attempt.Channel, attempt.ProviderId))
            .ToDictionary(group => group.Key, group => group.Last());
        var answers = (await Receipts.LastAttemptsAsync(session, [.. receipts.Select(receipt => receipt.OutboxId).OfType<long>().Distinct()])).ToDictionary(attempt => SignedPart(attempt.ProviderId), StringComparer.Ordinal);
        var complaints = (await ComplaintPool.ComplaintsAsync(session, [.. attempts.Values.Concat(answers.Values).Select(attempt => attempt.ComplaintId).Distinct()], []))
            .ToDictionary(complaint => complaint.Id);
        var bounced = new BouncedPointRows();
        var rows = new DeliveryRows(session.Database);
        var events = new EventRows();
        var versions = new VersionRows();
        var changes = new Dictionary<long, int>();
        foreach (var group in receipts.GroupBy(receipt => receipt.OutboxId is null ? (receipt.Channel, receipt.ProviderId) : (Channel: "", ProviderId: SignedPart(receipt.ProviderId))))
        {
            var attempt = group.Key.Channel.Length == 0 ? answers.GetValueOrDefault(group.Key.ProviderId) : attempts.GetValueOrDefault(group.Key);
            if (attempt is null)
            {
                group.ToList().ForEach(rows.AddUnknown);
                continue;
            }

            group.ToList().ForEach(rows.AddSettled);
            var furthest = group.MaxBy(receipt => DeliveryWords.Rank(receipt.State))!;
            if (DeliveryWords.Rank(furthest.State) <= DeliveryWords.Rank(attempt.Delivery))
            {
                continue;
            }

            rows.Add(attempt, furthest);
            if (furthest.OutboxId is not null && furthest.State == DeliveryWords.Failed && IsForGood(furthest.Reason) && attempt.Recipient.Length > 0)
            {
                bounced.Add(new ContactPoint(ContactRows.Kind(attempt.RecipientKind), attempt.Recipient));
            }

            if (EventOf(furthest.State, attempt.Delivery) is { } type && complaints.TryGetValue(attempt.ComplaintId, out var complaint))
            {
                complaints[complaint.Id] = complaint with { Version = complaint.Version + 1 };
                events.Add(nextId++, complaint.Id, complaint.Version + 1, type, new EventPayload { Channel = attempt.Channel, Reason = furthest.Reason });
                changes[complaint.Id] = changes.GetValueOrDefault(complaint.Id) + 1;
            }
        }

        foreach (var (complaint, count) in changes)
        {
            versions.Add(complaint, count);
        }

        await session.RunAsync([.. rows.Statements, bounced.Statement, versions.Statement, events.Statement]);
    }

    /// <summary>What we signed of a Message-ID; the domain may have changed since.</summary>
    private static string SignedPart(string messageId) => messageId.Trim('<', '>').Split('@')[0];

    /// <summary>A full mailbox or a busy host takes mail again.</summary>
    private static bool IsForGood(string reason) => !reason.StartsWith("bounced-4", StringComparison.Ordinal) && reason is not ("bounced-5.2.2" or "bounced-5.2.3");

    private static string? EventOf(string now, string? before) => DeliveryWords.HasArrived(now)
        ? DeliveryWords.HasArrived(before) ? null : "complaint.acknowledgement-delivered"
        : now == DeliveryWords.Failed ? "complaint.acknowledgement-failed" : null;
}
