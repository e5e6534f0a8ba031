using Ingestion.Channels;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>What the intake needs to compare messages, and whom it tells that there are new ones.</summary>
/// <param name="Words">How common words are.</param>
/// <param name="Settings">The windows.</param>
/// <param name="Queued">Called when messages wait to be compared with those of other customers.</param>
internal sealed record IntakeMatching(PoolWords Words, IntakeSettings Settings, Action Queued)
{
    /// <summary>
    /// Makes fingerprints ahead of the transaction, of the messages that will probably be compared: those of customers who are known, or who wrote more
    /// than one of them. The rest need none while they are decided.
    /// </summary>
    public async Task PrepareAsync(Database database, IReadOnlyList<Submission> submissions, CancellationToken cancellationToken)
    {
        if (Settings.RepeatWindow == TimeSpan.Zero)
        {
            return;
        }

        var senders = new Dictionary<ContactPoint, int>();
        foreach (var submission in submissions)
        {
            if (submission.Content.Sender is { } sender)
            {
                senders[sender] = senders.GetValueOrDefault(sender) + 1;
            }
        }

        var known = await database.ReadAsync(session => ComplaintPool.ContactPointsAsync(session, senders.Keys), cancellationToken);
        foreach (var submission in submissions)
        {
            if (submission.Content.Sender is { } sender && (senders[sender] > 1 || known.ContainsKey(sender)))
            {
                submission.Compared.Prepare();
            }
        }
    }
}
