using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>Loads what the rules need to know about a batch: a fixed number of statements, whatever its size.</summary>
internal static class IntakeLoading
{
    public static async Task<IntakeKnowledge> LoadAsync(StoreSession session, IReadOnlyList<Submission> submissions, IdRange ids)
    {
        var points = new HashSet<ContactPoint>();
        var locks = new HashSet<long>();
        var keys = new HashSet<Guid>();
        var fingerprints = new HashSet<Guid>();
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var complaintIds = new HashSet<long>();
        foreach (var submission in submissions)
        {
            if (submission.Content.Sender is { } sender)
            {
                points.Add(sender);
            }

            if (submission.Content.ReplyTo is { } replyTo && AcknowledgementRule.IsBudgeted(replyTo, submission.Content.Sender))
            {
                points.Add(replyTo);
            }

            if (submission.ChatKey is { } chat)
            {
                locks.Add(BitConverter.ToInt64(chat.ToByteArray()));
            }

            if (submission.Fingerprint is { } fingerprint)
            {
                fingerprints.Add(fingerprint);
                if (submission.Content.Sender is null)
                {
                    locks.Add(BitConverter.ToInt64(fingerprint.ToByteArray()));
                }
            }

            keys.UnionWith(submission.OwnKeys);
            keys.UnionWith(submission.ReferredKeys);
            complaintIds.UnionWith(submission.SignedComplaintIds);
            numbers.UnionWith(submission.QuotedNumbers.Select(number => number.Digits));
        }

        // Whatever could open two complaints for one matter is decided by one worker at a time.
        locks.UnionWith(points.Select(point => StableHash.Of64(ContactRows.Word(point.Kind), point.Value)));
        await session.LockAsync(locks);
        var (now, planned) = await AcknowledgementBudget.ReadAsync(session);
        var conversations = await ComplaintPool.ConversationsAsync(session, keys);
        complaintIds.UnionWith(conversations.Values);
        var knowledge = new IntakeKnowledge
        {
            Now = now,
            Ids = ids,
            PlannedThisHour = planned,
            Conversations = conversations,
            Fingerprints = await ComplaintPool.FingerprintsAsync(session, fingerprints),
            ContactPoints = await ComplaintPool.ContactPointsAsync(session, points),
        };
        foreach (var complaint in await ComplaintPool.ComplaintsAsync(session, complaintIds, numbers))
        {
            knowledge.Add(complaint);
        }

        return knowledge;
    }
}
