using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>All rows that a batch's decisions make.</summary>
internal sealed class IntakeRows
{
    private readonly LedgerRows ledger = new();
    private readonly ComplaintRows complaints = new();
    private readonly ContactRows contacts = new();
    private readonly ComplaintMessageRows messages = new();
    private readonly FollowUpRows followUps = new();
    private readonly OutboxRows outbox = new();
    private readonly EventRows events = new();
    private readonly Dictionary<long, int> added = [];
    private readonly Dictionary<ContactPoint, KnownContactPoint> before;

    private IntakeRows(Dictionary<ContactPoint, KnownContactPoint> before) => this.before = before;

    /// <summary>Acknowledgements among them.</summary>
    public int Planned => outbox.Count;

    /// <summary>In the order in which they are to run: a follow-up may join a complaint that is new itself.</summary>
    public IReadOnlyList<StoreStatement> Statements =>
        [contacts.Counts, ledger.Statement, contacts.New, complaints.Statement, messages.Statement, outbox.Statement, events.Statement, followUps.Statement];

    /// <param name="decisions">The decisions.</param>
    /// <param name="knowledge">What the batch knows after them.</param>
    /// <param name="before">The contact points that the pool knew before.</param>
    public static IntakeRows Of(IReadOnlyList<IntakeDraft> decisions, IntakeKnowledge knowledge, Dictionary<ContactPoint, KnownContactPoint> before)
    {
        var rows = new IntakeRows(before);
        foreach (var decision in decisions)
        {
            rows.Add(decision, knowledge);
        }

        foreach (var (complaintId, count) in rows.added)
        {
            rows.followUps.Add(complaintId, count);
        }

        rows.AddContacts(knowledge);
        return rows;
    }

    private void Add(IntakeDraft decision, IntakeKnowledge knowledge)
    {
        var submission = decision.Submission;
        ledger.Add(decision.MessageId, decision.Outcome!.Value, decision.ComplaintId, decision.NewContent, decision.Reasons);

        if (decision.Opened is null && decision.Joined is null)
        {
            return;
        }

        var complaintId = decision.ComplaintId!.Value;
        messages.Add(decision.MessageId, complaintId, decision.NewKey, decision.ContactId, submission.Content);

        if (decision.Opened is { } opened)
        {
            complaints.Add(opened);
        }

        if (decision.Joined is not null)
        {
            added[complaintId] = added.GetValueOrDefault(complaintId) + 1;
        }

        if (decision.Acknowledgement is { } acknowledgement)
        {
            outbox.Add(acknowledgement);
        }

        AddEvent(decision, knowledge);
    }

    private void AddEvent(IntakeDraft decision, IntakeKnowledge knowledge)
    {
        if (decision.Opened is { } opened)
        {
            events.Add(knowledge.Ids.Next(), opened.Id, 1, "complaint.opened", new EventPayload
            {
                MessageId = decision.MessageId,
                Channel = opened.Channel,
                Kind = opened.Kind.Word(),
                Category = opened.Classification.Category.Word(),
                Priority = opened.Classification.Priority.Word(),
                Language = opened.Classification.Language,
                NeedsReview = opened.NeedsReview,
                LinkedComplaintId = decision.SuggestedComplaintId,
            });
        }
        else if (decision.Joined is { } joined)
        {
            events.Add(knowledge.Ids.Next(), joined.Id, joined.Version + 1, "message.added", new EventPayload
            {
                MessageId = decision.MessageId,
                Channel = decision.Submission.Channel.Name,
            });
        }
    }

    private void AddContacts(IntakeKnowledge knowledge)
    {
        foreach (var (point, now) in knowledge.ContactPoints)
        {
            if (!before.TryGetValue(point, out var known))
            {
                contacts.AddNew(now.ContactId, point, now.AcknowledgedOn ?? DateOnly.FromDateTime(knowledge.Now.UtcDateTime), now.AcknowledgedCount);
            }
            else if (known != now)
            {
                contacts.AddCount(point, now.AcknowledgedOn!.Value, now.AcknowledgedCount);
            }
        }
    }
}
