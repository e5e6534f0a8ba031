using Ingestion.Worker.Inbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>What happens to messages that could not be decided (promise P11).</summary>
internal sealed class IntakeSetback(Database database, MessageInbox inbox, InboxQueue queue, int tries, ILogger<IntakeSetback> logger)
{
    /// <summary>
    /// A batch that failed: trouble of the store is nobody's fault, so all go back untried; anything else counts as a try, and each is
    /// tried alone next time.
    /// </summary>
    /// <returns>Whether the intake can go on: false when the store is in trouble.</returns>
    public async Task<bool> SetBackAsync(InboxLease lease, Exception exception)
    {
        if (exception is LeaseLostException)
        {
            IntakeLog.LeaseLost(logger, lease.Places.Count);
            return true;
        }

        IntakeLog.BatchFailed(logger, lease.Places.Count, StoreFault.Name(exception));
        if (database.IsTransient(exception))
        {
            await queue.ReleaseAsync(lease, CancellationToken.None);
            return false;
        }

        if (lease.Places is [{ Claims: var claims }] && claims >= tries)
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

    public async Task ParkAsync(long messageId, string reason, CancellationToken cancellationToken)
    {
        await ParkedMessages.ParkAsync(database, messageId, reason, cancellationToken);
        inbox.Backlog.Add(-1);
        IntakeLog.Parked(logger, messageId, reason);
    }
}
