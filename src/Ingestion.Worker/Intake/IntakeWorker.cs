using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Leases batches from the inbox and takes them through <see cref="IntakeTransaction"/>. Batches overlap: see <see cref="WorkFreshAsync"/>.
/// A message that comes alone is decided at once; those that follow it closely are decided together, <see cref="Gathering"/> later at most.
/// </summary>
internal sealed class IntakeWorker(
    MessageInbox inbox, InboxQueue queue, IntakeTransaction transaction, IntakeSetback setback, IntakePace pace, TimeProvider time, ILogger<IntakeWorker> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until cancelled; finishes the batch in hand, gives back what is leased and not begun.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var begun = time.GetTimestamp();
                pace.Resume();
                var found = await WorkAsync(cancellationToken);
                if (failures > 0)
                {
                    IntakeLog.Recovered(logger, failures);
                    failures = 0;
                }

                if (found)
                {
                    // A batch of two costs hardly less than one of fifty.
                    await WaitAsync(Gathering - time.GetElapsedTime(begun), cancellationToken);
                }
                else
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
                IntakeLog.Failed(logger, StoreFault.Name(exception), ++failures);
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
    /// While one batch waits for the store, the one after it is already decided, and a third is read, as long as more waits. A batch begins
    /// when the one before it holds its customers' locks, so one customer's messages stay in their order.
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
                next = Task.FromResult<IntakeBatch?>(null);
                if (cancellationToken.IsCancellationRequested)
                {
                    await queue.ReleaseAsync(batch.Lease, CancellationToken.None);
                    break;
                }

                if (batch.Lease.MoreWaits)
                {
                    next = PrepareAsync(cancellationToken);
                }

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
            try
            {
                await GiveBackAsync(next);
            }
            finally
            {
                // Also when there is nothing to give back, because preparing it was what failed or was cancelled.
                await inFront.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            throw;
        }
    }

    private async Task ApplyOrSetBackAsync(IntakeBatch batch)
    {
        try
        {
            await transaction.ApplyAsync(batch);
        }
        catch (Exception exception)
        {
            if (!await setback.SetBackAsync(batch.Lease, exception))
            {
                throw;
            }
        }
    }

    private async Task<bool> WorkTriedAsync(CancellationToken cancellationToken)
    {
        foreach (var spent in await queue.FindSpentAsync(cancellationToken))
        {
            await setback.ParkAsync(spent, "tries-used-up", cancellationToken);
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

    private async Task<IntakeBatch?> PrepareAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var lease = await queue.LeaseFreshAsync(pace.BatchSize, cancellationToken);
            if (lease.IsEmpty)
            {
                return null;
            }

            // Read in another thread: SQLite does its work in the one that asks, and so would write and read in turns.
            if (await Task.Run(() => ReadOrSetBackAsync(lease), CancellationToken.None) is { } batch)
            {
                return batch;
            }
        }

        return null;
    }

    private async Task<IntakeBatch?> ReadOrSetBackAsync(InboxLease lease)
    {
        try
        {
            return await transaction.ReadAsync(lease);
        }
        catch (Exception exception)
        {
            if (!await setback.SetBackAsync(lease, exception))
            {
                throw;
            }

            return null;
        }
    }

    private async Task GiveBackAsync(Task<IntakeBatch?> prepared)
    {
        if (await prepared is { } batch)
        {
            await queue.ReleaseAsync(batch.Lease, CancellationToken.None);
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await Task.Delay(wait, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop sees it.
        }
    }
}
