using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>Loads what the rules need to know about a batch: a fixed number of statements, whatever its size.</summary>
internal static class IntakeLoading
{
    public static async Task<IntakeKnowledge> LoadAsync(StoreSession session, IReadOnlyList<Submission> submissions, IdRange ids, WordFrequency words, IntakeSettings settings)
    {
        var points = new HashSet<ContactPoint>();
        var locks = new HashSet<long>();
        var keys = new HashSet<Guid>();
        var fingerprints = new HashSet<Guid>();
        var identities = new HashSet<Guid>();
        var sessionKeys = new HashSet<Guid>();
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
                points.Add(replyTo.Folded());
            }

            if (submission.OwnKey is { } own)
            {
                keys.Add(own);
                if (submission.Content.Sender is null)
                {
                    locks.Add(BitConverter.ToInt64(own.ToByteArray()));
                }
            }

            if (submission.SessionKey is { } sessionKey)
            {
                sessionKeys.Add(sessionKey);
                locks.Add(BitConverter.ToInt64(sessionKey.ToByteArray()));
            }

            if (submission.Fingerprint is { } fingerprint)
            {
                fingerprints.Add(fingerprint);
                if (submission.Content.Sender is null)
                {
                    locks.Add(BitConverter.ToInt64(fingerprint.ToByteArray()));
                }
            }

            if (submission.Version is { } version)
            {
                identities.Add(version.Key);
                locks.Add(BitConverter.ToInt64(version.Key.ToByteArray()));
            }

            keys.UnionWith(submission.ReferredKeys);
            complaintIds.UnionWith(submission.SignedComplaintIds);
            numbers.UnionWith(submission.QuotedNumbers.Select(number => number.Digits));
        }

        // One customer's messages are decided by one worker at a time, and what has no sender by its conversation and content. What two
        // customers say at once in a new conversation is found by its unique key: the later batch is then decided anew.
        locks.UnionWith(points.Select(point => StableHash.Of64(ContactRows.Word(point.Kind), point.Value)));
        await session.LockAsync(locks);
        var contacts = await ComplaintPool.ContactPointsAsync(session, points);

        // Linked points are one customer. Always after the points themselves and before complaints: one order for everybody.
        await session.LockAsync(contacts.Values.Where(point => point.LinkedTo is not null).Select(point => string.Create(CultureInfo.InvariantCulture, $"person:{point.LinkedTo}")).ToHashSet(StringComparer.Ordinal));
        var (now, planned) = await AcknowledgementBudget.ReadAsync(session);
        var conversations = await ComplaintPool.ConversationsAsync(session, keys);
        complaintIds.UnionWith(conversations.Values);
        var sessions = await KnownSession.FindAsync(session, sessionKeys);
        complaintIds.UnionWith(sessions.Values.Select(known => known.ComplaintId));
        var known = await KnownIdentity.FindAsync(session, identities);
        complaintIds.UnionWith(known.Values.Where(identity => identity.ComplaintId is not null).Select(identity => identity.ComplaintId!.Value));
        var knowledge = new IntakeKnowledge
        {
            Now = now,
            Pool = new PoolKnowledge(words, []),
            Ids = ids,
            PlannedThisHour = planned,
            Conversations = conversations,
            Sessions = sessions,
            Identities = known,
            Contents = await KnownContent.FindAsync(session, fingerprints),
            ContactPoints = contacts,
        };
        await MatterLoading.LoadOwnAsync(session, submissions, knowledge, words);
        complaintIds.UnionWith(MatterLoading.Joinable(submissions, knowledge));
        foreach (var complaint in await ComplaintPool.WithSuccessorsAsync(session, complaintIds, numbers))
        {
            knowledge.Add(complaint);
        }

        await MatterLoading.LoadOverAsync(session, knowledge, settings);
        return knowledge;
    }
}
