using System.Data.Common;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Leases batches from the inbox, reads them, lets the rules decide and applies the decisions, each batch in one transaction. Batches
/// overlap: see <see cref="WorkFreshAsync"/>.
/// </summary>
internal sealed class IntakeWorker(
    Database database,
    IdBlock ids,
    MessageInbox inbox,
    InboxQueue queue,
    SubmissionReader reader,
    IntakePipeline pipeline,
    RegistrationWatch watch,
    Action planned,
    IntakePace pace,
    Func<string, ChannelFacts> channels,
    IntakeSettings settings,
    TimeProvider time,
    ILogger<IntakeWorker> logger)
{
    private const int MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled; finishes the batch in hand, gives back what is leased and not begun.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var found = await WorkAsync(cancellationToken);
                failures = 0;
                if (!found)
                {
                    await inbox.Signal.WaitAsync(Idle, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                IntakeLog.Failed(logger, exception.GetType().Name, ++failures);
                await WaitAsync(TimeSpan.FromMilliseconds(Math.Min(200 * Math.Pow(2, failures), 10_000)), cancellationToken);
            }
        }
    }

    /// <summary>Decides everything that waits now. Returns whether there was anything.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        var found = await WorkFreshAsync(cancellationToken);
        while (await WorkTriedAsync(cancellationToken))
        {
            found = true;
        }

        return found;
    }

    /// <summary>
    /// While one batch waits for the store, the one after it is already decided, and a third is read. A batch begins when the one before it
    /// holds its customers' locks, so one customer's messages stay in their order.
    /// </summary>
    private async Task<bool> WorkFreshAsync(CancellationToken cancellationToken)
    {
        var next = PrepareAsync(cancellationToken);
        var inFront = Task.CompletedTask;
        var found = false;
        try
        {
            while (await next is { } batch)
            {
                found = true;
                next = Task.FromResult<Batch?>(null);
                if (cancellationToken.IsCancellationRequested)
                {
                    await queue.ReleaseAsync(batch.Lease, CancellationToken.None);
                    break;
                }

                next = PrepareAsync(cancellationToken);
                var applied = ApplyOrSetBackAsync(batch);
                await Task.WhenAny(batch.Locked.Task, applied);
                (var front, inFront) = (inFront, applied);
                await front;
                await pace.YieldAsync(cancellationToken);
            }

            await inFront;
            return found;
        }
        catch
        {
            await GiveBackAsync(next);
            await inFront.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task ApplyOrSetBackAsync(Batch batch)
    {
        try
        {
            await ApplyInPartsAsync(batch);
        }
        catch (Exception exception)
        {
            if (!await SetBackAsync(batch.Lease, exception))
            {
                throw;
            }
        }
    }

    private async Task<bool> WorkTriedAsync(CancellationToken cancellationToken)
    {
        foreach (var spent in await queue.FindSpentAsync(cancellationToken))
        {
            await ParkAsync(spent, "tries-used-up", cancellationToken);
        }

        var lease = await queue.LeaseTriedAsync(cancellationToken);
        if (lease.IsEmpty)
        {
            return false;
        }

        if (await ReadOrSetBackAsync(lease) is { } batch)
        {
            await ApplyOrSetBackAsync(batch);
        }

        return true;
    }

    private async Task<Batch?> PrepareAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var lease = await queue.LeaseFreshAsync(settings.BatchSize, cancellationToken);
            if (lease.IsEmpty)
            {
                return null;
            }

            if (await ReadOrSetBackAsync(lease) is { } batch)
            {
                return batch;
            }
        }

        return null;
    }

    /// <summary>The first part is read ahead; the others, of batches with large mails, when their turn comes.</summary>
    private async Task<Batch?> ReadOrSetBackAsync(InboxLease lease)
    {
        try
        {
            return new Batch(lease, await ReadAsync(Parts(lease).First(), CancellationToken.None));
        }
        catch (Exception exception)
        {
            if (!await SetBackAsync(lease, exception))
            {
                throw;
            }

            return null;
        }
    }

    private async Task<List<Submission>> ReadAsync(IReadOnlyList<InboxPlace> places, CancellationToken cancellationToken)
    {
        var messages = await queue.LoadAsync([.. places.Select(place => place.MessageId)], cancellationToken);
        return messages.ConvertAll(message => reader.Read(message, channels(message.Channel)));
    }

    private async Task ApplyInPartsAsync(Batch batch)
    {
        var parts = Parts(batch.Lease).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var submissions = i == 0 ? batch.First : await ReadAsync(parts[i], CancellationToken.None);
            var isLast = i == parts.Count - 1;
            await ApplyAsync(batch.Lease with { Places = parts[i] }, submissions, isLast ? () => batch.Locked.TrySetResult() : () => { });
        }
    }

    private async Task ApplyAsync(InboxLease lease, List<Submission> submissions, Action locked)
    {
        const int MostDraws = 5;
        for (var draw = 1; ; draw++)
        {
            try
            {
                var first = await ids.TakeAsync(submissions.Count * IntakePipeline.IdsPerMessage, CancellationToken.None);
                var range = new IdRange(first, submissions.Count * IntakePipeline.IdsPerMessage);
                var count = await database.WriteAsync(session => DecideAndWriteAsync(session, lease, submissions, range, locked), CancellationToken.None);
                Failpoint.Reach("after-registration");
                inbox.Backlog.Add(-submissions.Count);
                watch.Decided(submissions.Select(submission => submission.Message.Id));
                if (count > 0)
                {
                    planned();
                }

                return;
            }
            catch (DbException exception) when (database.IsUniqueViolation(exception) && draw < MostDraws)
            {
                // A tracking number that is taken (one in ten thousand batches with a million complaints): everything is drawn again.
                // Or another worker has decided these messages in the meantime.
                LeaseLostException.Unless(await queue.IsHeldAsync(lease, CancellationToken.None), "batch");
            }
        }
    }

    private async Task<int> DecideAndWriteAsync(StoreSession session, InboxLease lease, List<Submission> submissions, IdRange range, Action locked)
    {
        var knowledge = await IntakeLoading.LoadAsync(session, submissions, range);
        locked();
        var before = new Dictionary<Ingestion.Channels.ContactPoint, Complaints.KnownContactPoint>(knowledge.ContactPoints);
        var decisions = pipeline.Decide(submissions, knowledge);
        TellRetried(lease, decisions);
        var rows = IntakeRows.Of(decisions, knowledge, before);
        var finish = InboxQueue.Finish(lease);
        var touched = await session.RunAsync([finish, .. rows.Statements]);
        LeaseLostException.Unless(touched[0] == lease.Places.Count, "batch");
        await AcknowledgementBudget.AddAsync(session, rows.Planned);
        Failpoint.Reach("before-registration");
        return rows.Planned;
    }

    /// <summary>An operator's part in it belongs to the reasons, too.</summary>
    private static void TellRetried(InboxLease lease, List<IntakeDraft> decisions)
    {
        foreach (var place in lease.Places.Where(place => place.Retried is not null))
        {
            decisions.Find(decision => decision.MessageId == place.MessageId)?.Reasons.Insert(0, new Reason("operator", "retried", place.Retried));
        }
    }

    /// <summary>
    /// A batch that failed: trouble of the store is nobody's fault, so all go back untried; anything else counts as a try, and each is
    /// tried alone next time.
    /// </summary>
    /// <returns>Whether the intake can go on: false when the store is in trouble.</returns>
    private async Task<bool> SetBackAsync(InboxLease lease, Exception exception)
    {
        if (exception is LeaseLostException)
        {
            IntakeLog.LeaseLost(logger, lease.Places.Count);
            return true;
        }

        IntakeLog.BatchFailed(logger, lease.Places.Count, exception.GetType().Name);
        if (database.IsTransient(exception))
        {
            await queue.ReleaseAsync(lease, CancellationToken.None);
            return false;
        }

        if (lease.Places is [{ Claims: var claims }] && claims >= settings.Tries)
        {
            await ParkAsync(lease.Places[0].MessageId, "failed-" + exception.GetType().Name, CancellationToken.None);
        }
        else
        {
            var wait = lease.Places.Count > 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(5, lease.Places[0].Claims));
            await queue.PostponeAsync(lease, wait, CancellationToken.None);
        }

        return true;
    }

    private async Task GiveBackAsync(Task<Batch?> prepared)
    {
        if (await prepared is { } batch)
        {
            await queue.ReleaseAsync(batch.Lease, CancellationToken.None);
        }
    }

    private async Task ParkAsync(long messageId, string reason, CancellationToken cancellationToken)
    {
        await ParkedMessages.ParkAsync(database, messageId, reason, cancellationToken);
        inbox.Backlog.Add(-1);
        IntakeLog.Parked(logger, messageId, reason);
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop sees it.
        }
    }

    private static IEnumerable<IReadOnlyList<InboxPlace>> Parts(InboxLease lease)
    {
        var part = new List<InboxPlace>();
        var bytes = 0L;
        foreach (var place in lease.Places)
        {
            if (part.Count > 0 && bytes + place.Size > MostBytes)
            {
                yield return part;
                part = [];
                bytes = 0;
            }

            part.Add(place);
            bytes += place.Size;
        }

        yield return part;
    }

    private sealed record Batch(InboxLease Lease, List<Submission> First)
    {
        /// <summary>Set when the transaction of its last part holds all its locks.</summary>
        public TaskCompletionSource Locked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
