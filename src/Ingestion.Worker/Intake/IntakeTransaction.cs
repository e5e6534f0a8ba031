using System.Data.Common;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Reads a leased batch, lets the rules decide about it and applies the decisions, in one transaction. A batch with large mails goes in
/// parts, so that memory stays bounded.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="ids">Ids for new rows.</param>
/// <param name="inbox">For its backlog.</param>
/// <param name="queue">Where the batch was leased.</param>
/// <param name="reader">Makes sense of bytes.</param>
/// <param name="pipeline">The rules.</param>
/// <param name="watch">Told of what was decided.</param>
/// <param name="planned">Called with the channels that have something to send.</param>
/// <param name="channels">What is known of a channel, by its name.</param>
/// <param name="matching">How messages are compared with what the pool has.</param>
/// <param name="attached">Called when there are attachments to fetch.</param>
/// <param name="evidence">Links points of one person.</param>
internal sealed class IntakeTransaction(
    Database database,
    IdBlock ids,
    MessageInbox inbox,
    InboxQueue queue,
    SubmissionReader reader,
    IntakePipeline pipeline,
    RegistrationWatch watch,
    Action<IReadOnlySet<string>> planned,
    Func<string, ChannelFacts> channels,
    IntakeMatching matching,
    Action? attached = null,
    ContactEvidence? evidence = null)
{
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Reads the batch's first part ahead; the others are read when their turn comes.</summary>
    public async Task<IntakeBatch> ReadAsync(InboxLease lease) => new(lease, await ReadAsync(lease.Parts(MostBytes)[0], CancellationToken.None));

    /// <exception cref="LeaseLostException">Another worker has these messages; nothing was written.</exception>
    public async Task ApplyAsync(IntakeBatch batch)
    {
        var parts = batch.Lease.Parts(MostBytes);
        for (var i = 0; i < parts.Count; i++)
        {
            var submissions = i == 0 ? batch.First : await ReadAsync(parts[i], CancellationToken.None);
            var isLast = i == parts.Count - 1;
            await ApplyPartAsync(batch.Lease with { Places = parts[i] }, submissions, isLast ? () => batch.Locked.TrySetResult() : () => { });
        }
    }

    private async Task<List<Submission>> ReadAsync(IReadOnlyList<InboxPlace> places, CancellationToken cancellationToken)
    {
        var messages = await queue.LoadAsync([.. places.Select(place => place.MessageId)], cancellationToken);
        var submissions = messages.ConvertAll(message => reader.Read(message, channels(message.Channel)));
        await matching.PrepareAsync(database, submissions, cancellationToken);
        return submissions;
    }

    private async Task ApplyPartAsync(InboxLease lease, List<Submission> submissions, Action locked)
    {
        const int MostDraws = 5;
        if (evidence is not null)
        {
            await evidence.LinkAsync(submissions);
        }

        for (var draw = 1; ; draw++)
        {
            try
            {
                var first = await ids.TakeAsync(submissions.Count * IntakePipeline.IdsPerMessage, CancellationToken.None);
                var range = new IdRange(first, submissions.Count * IntakePipeline.IdsPerMessage);
                var (senders, hasAttachments) = await database.WriteAsync(session => DecideAndWriteAsync(session, lease, submissions, range, locked), CancellationToken.None);
                Failpoint.Reach("after-registration");
                inbox.Backlog.Add(-submissions.Count);
                matching.Queued();
                watch.Decided(submissions.Select(submission => submission.Message.Id));
                if (senders.Count > 0)
                {
                    planned(senders);
                }

                if (hasAttachments)
                {
                    attached?.Invoke();
                }

                return;
            }
            catch (DbException exception) when (database.IsUniqueViolation(exception) && draw < MostDraws)
            {
                // A tracking number that is taken (one in ten thousand batches with a million complaints), or a conversation or content that
                // another batch has just stored: everything is decided again. Or another worker has decided these messages in the meantime.
                LeaseLostException.Unless(await queue.IsHeldAsync(lease, CancellationToken.None), "batch");
            }
        }
    }

    private async Task<(IReadOnlySet<string> Senders, bool HasAttachments)> DecideAndWriteAsync(StoreSession session, InboxLease lease, List<Submission> submissions, IdRange range, Action locked)
    {
        var knowledge = await IntakeLoading.LoadAsync(session, submissions, range, matching.Words.Known, matching.Settings);
        locked();
        var before = new IntakeBefore(knowledge);
        var decisions = pipeline.Decide(submissions, knowledge);
        TellRetried(lease, decisions);
        var rows = IntakeRows.Of(decisions, knowledge, before);
        var finish = InboxQueue.Finish(lease);
        var touched = await session.RunAsync([finish, .. rows.Statements]);
        LeaseLostException.Unless(touched[0] == lease.Places.Count, "batch");
        await AcknowledgementBudget.AddAsync(session, rows.Planned, knowledge.Spent);
        Failpoint.Reach("before-registration");
        return (rows.Senders, rows.HasAttachments);
    }

    /// <summary>An operator's part in it belongs to the reasons, too.</summary>
    private static void TellRetried(InboxLease lease, List<IntakeDraft> decisions)
    {
        foreach (var place in lease.Places.Where(place => place.Retried is not null))
        {
            decisions.Find(decision => decision.MessageId == place.MessageId)?.Reasons.Insert(0, new Reason("operator", "retried", place.Retried));
        }
    }
}
