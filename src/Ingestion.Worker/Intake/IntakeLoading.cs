using Ingestion.Channels;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Intake.Budgets;
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

            if (submission.Content.ReplyTo is { } replyTo && AnswerPolicy.IsBudgeted(replyTo, submission.Content.Sender))
            {
                points.Add(replyTo.Folded());
            }

            if (submission.OwnKey is { } own)
            {
                keys.Add(own);
                if (submission.Content.Sender is null)
                {
                    locks.Add(ContactPlace.Of(own));
                }
            }

            if (submission.SessionKey is { } sessionKey)
            {
                sessionKeys.Add(sessionKey);
                locks.Add(ContactPlace.Of(sessionKey));
            }

            if (submission.Fingerprint is { } fingerprint)
            {
                fingerprints.Add(fingerprint);
                if (submission.Content.Sender is null)
                {
                    locks.Add(ContactPlace.Of(fingerprint));
                }
            }

            if (submission.Version is { } version)
            {
                identities.Add(version.Key);
                locks.Add(ContactPlace.Of(version.Key));
            }

            keys.UnionWith(submission.ReferredKeys);
            complaintIds.UnionWith(submission.SignedComplaintIds);
            numbers.UnionWith(submission.QuotedNumbers.Select(number => number.Digits));
        }

        // One customer's messages are decided by one worker at a time, and what has no sender by its conversation and content. What two
        // customers say at once in a new conversation is found by its unique key: the later batch is then decided anew.
        locks.UnionWith(points.Select(point => ContactPlace.Of(ContactRows.Word(point.Kind), point.Value)));
        await session.LockAsync(locks);
        var contacts = await ContactPlace.KnownAsync(session, points);
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
            Budgets = await AcknowledgementBudget.FindAsync(session, [.. submissions.SelectMany(submission => AnswerBudgets.Of(submission, now)).Select(budget => budget.Key.Key).Distinct()]),
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
