using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Attachments;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>All rows that a batch's decisions make.</summary>
internal sealed class IntakeRows
{
    /// <summary>Who makes links here.</summary>
    private const string By = "intake";

    private readonly LedgerRows ledger = new();
    private readonly ComplaintRows complaints = new();
    private readonly ContactRows contacts = new();
    private readonly ComplaintMessageRows messages = new();
    private readonly FollowUpRows followUps = new();
    private readonly RevisionRows revisions = new();
    private readonly VersionRows versions = new();
    private readonly IdentityRows identities = new();
    private readonly SessionRows sessions = new();
    private readonly ErasedRawRows erased = new();
    private readonly OutboxRows outbox = new();
    private readonly BarRows bars = new();
    private readonly ReceiptRows receipts = new();
    private readonly EventRows events = new();
    private readonly AttachmentRows attachments = new();
    private readonly MatchQueueRows matching = new();
    private readonly ComplaintLinkRows links = new();
    private readonly Dictionary<long, Additions> added = [];
    private readonly Dictionary<long, (int Changes, int? RaisedTo)> revised = [];
    private readonly IntakeBefore before;

    private IntakeRows(IntakeBefore before) => this.before = before;

    /// <summary>Acknowledgements among them, those held back aside.</summary>
    public int Planned => outbox.Planned;

    public bool HasAttachments => attachments.Count > 0;

    /// <summary>The channels that are to send them.</summary>
    public IReadOnlySet<string> Senders => outbox.Channels;

    /// <summary>In the order in which they are to run: a follow-up may join a complaint that is new itself.</summary>
    public IReadOnlyList<StoreStatement> Statements =>
    [
        contacts.Counts, ledger.Statement, contacts.New, complaints.Statement, messages.Statement, outbox.Statement, events.Statement, followUps.Statement,
        links.Statement, matching.Statement,
        contacts.Consents, bars.Statement, receipts.Statement, sessions.New, sessions.Changed,
        revisions.Versions, revisions.Superseded, versions.Statement, identities.New, identities.Changed, erased.Statement,
        attachments.Statement,
    ];

    /// <param name="decisions">The decisions.</param>
    /// <param name="knowledge">What the batch knows after them.</param>
    /// <param name="before">What the pool knew before.</param>
    public static IntakeRows Of(IReadOnlyList<IntakeDraft> decisions, IntakeKnowledge knowledge, IntakeBefore before)
    {
        var rows = new IntakeRows(before);
        foreach (var decision in decisions)
        {
            rows.Add(decision, knowledge);
        }

        foreach (var (complaintId, additions) in rows.added)
        {
            rows.followUps.Add(complaintId, additions.Messages, additions.Repeats, additions.LastAt, additions.RaisedTo, additions.Points, additions.CameBackAt);
        }

        foreach (var (complaintId, (changes, raisedTo)) in rows.revised)
        {
            rows.versions.Add(complaintId, changes, raisedTo);
        }

        foreach (var recipient in knowledge.OptedOut.Values.SelectMany(recipients => recipients).Distinct())
        {
            rows.bars.Add(recipient, AnswerPolicy.OptedOut);
        }

        rows.AddContacts(knowledge);
        rows.AddIdentities(knowledge);
        rows.AddSessions(knowledge);
        return rows;
    }

    private void Add(IntakeDraft decision, IntakeKnowledge knowledge)
    {
        var submission = decision.Submission;
        var isText = decision.Opened is not null || decision.Joined is not null || (decision.Revision is not null && decision.ComplaintId is not null);
        var beside = !isText && !decision.IsErased && submission.Content.Sender is { } sender ? Conversations.SenderKey(ContactRows.Word(sender.Kind), sender.Value) : (Guid?)null;
        ledger.Add(decision.MessageId, decision.Outcome!.Value, decision.ComplaintId, decision.NewContent, decision.Reasons, beside);

        if (decision is { Outcome: Outcome.MachineMail, ComplaintId: { } about } && submission is { Content.Receipt: { } receipt, ReceiptComplaintId: { } told } && told == about)
        {
            receipts.Add(submission.Message.Channel, receipt, submission.ReceiptAnswerId ?? about);
        }

        if (decision.IsErased)
        {
            erased.Add(decision.MessageId);
        }

        if (decision.Revision is not null || decision.Opened is not null || decision.Joined is not null)
        {
            attachments.Add(decision.MessageId, submission.Message.Channel, submission.Content.Attachments);
        }

        if (decision.Answer is { } answer)
        {
            outbox.Add(answer);
        }

        if (decision.Asked is { } asked)
        {
            AddQuestion(decision, asked.Complaint, knowledge);
            return;
        }

        if (decision.Revision is { } revision)
        {
            AddRevision(decision, revision, knowledge);
            return;
        }

        if (decision.Opened is null && decision.Joined is null)
        {
            return;
        }

        var complaintId = decision.ComplaintId!.Value;
        messages.Add(decision.MessageId, complaintId, decision.NewKey, decision.ContactId, submission.Content, decision.Classification ?? submission.Classification);

        matching.Add(decision.MessageId, complaintId, submission.At);
        if (decision.Opened is { } opened)
        {
            complaints.Add(opened, decision.Unanswered);
            AddLinks(opened.Id, decision);
        }

        if (decision.Joined is not null)
        {
            added[complaintId] = added.GetValueOrDefault(complaintId).With(submission.At, decision);
        }

        AddEvent(decision, knowledge);
    }

    private void AddLinks(long complaint, IntakeDraft decision)
    {
        if (decision.EarlierComplaintId is { } earlier)
        {
            links.Add(complaint, earlier, ComplaintLinkKinds.Follows, null, ReasonJson.Write(decision.Reasons.FindAll(reason => reason.Rule is SessionRule.Name or Topics.Rule)), By);
        }

        if (decision.SuggestedComplaintId is { } named)
        {
            links.Add(complaint, named, ComplaintLinkKinds.Suggested, null, ReasonJson.Write(decision.Reasons.FindAll(reason => reason.Rule is ConversationRule.Name or Topics.Rule)), By);
        }

        foreach (var suggested in decision.Suggested.Where(suggested => suggested.ComplaintId != decision.SuggestedComplaintId))
        {
            links.Add(complaint, suggested.ComplaintId, ComplaintLinkKinds.Suggested, suggested.Score, ReasonJson.Write([new Reason(MatchingRule.Name, "candidate", suggested.Points)]), By);
        }
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
                Category = opened.Classification.CategoryWord(),
                Priority = opened.Classification.Priority.Word(),
                Language = opened.Classification.Language,
                NeedsReview = opened.NeedsReview,
                LinkedComplaintId = decision.SuggestedComplaintId ?? decision.EarlierComplaintId ?? (decision.Suggested.Count == 0 ? null : decision.Suggested[0].ComplaintId),
                AcknowledgementHeldBy = decision.Answer?.HeldBy,
            });
        }
        else if (decision.Joined is { } joined)
        {
            events.Add(knowledge.Ids.Next(), joined.Id, joined.Version + 1, decision.Repeated is null ? "message.added" : "complaint.repeat-contact", new EventPayload
            {
                MessageId = decision.MessageId,
                Channel = decision.Submission.Channel.Name,
                Priority = decision.Raise?.Word(),
                Contacts = decision.Repeated is null ? null : joined.Contacts + 1,
                CameBack = decision.Repeated is null ? null : decision.Repeated.CameBackAt is not null,
            });
        }
    }

    private static string? Word(int? points) => points is { } raised ? PriorityScale.Of(raised).Word() : null;

    private void AddQuestion(IntakeDraft decision, KnownComplaint complaint, IntakeKnowledge knowledge)
    {
        var (changes, raisedTo) = revised.GetValueOrDefault(complaint.Id);
        revised[complaint.Id] = (changes + 1, raisedTo);
        events.Add(knowledge.Ids.Next(), complaint.Id, complaint.Version + 1, "complaint.status-asked", new EventPayload
        {
            MessageId = decision.MessageId,
            Channel = decision.Submission.Channel.Name,
            CustomerInformed = decision.Answer is not null,
        });
    }

    private void AddRevision(IntakeDraft decision, Revision revision, IntakeKnowledge knowledge)
    {
        revisions.Add(decision.MessageId, revision, decision.ContactId, decision.Submission.Content, decision.Classification ?? decision.Submission.Classification);
        if (!revision.IsWithdrawn)
        {
            matching.Add(decision.MessageId, revision.Complaint.Id, decision.Submission.At);
        }

        foreach (var (complaint, raisedTo) in revision.Changes)
        {
            var (changes, raisedBefore) = revised.GetValueOrDefault(complaint.Id);
            revised[complaint.Id] = (changes + 1, raisedTo ?? raisedBefore);
            events.Add(knowledge.Ids.Next(), complaint.Id, complaint.Version + 1, "complaint.message-revised", new EventPayload
            {
                MessageId = decision.MessageId,
                Channel = decision.Submission.Channel.Name,
                Priority = Word(raisedTo),
                RevisedMessageId = revision.FirstId,
                Revision = revision.Kind,
                IsCurrent = revision.IsCurrent,
            });
        }
    }

    private void AddIdentities(IntakeKnowledge knowledge)
    {
        foreach (var (key, now) in knowledge.Identities)
        {
            if (!before.Identities.TryGetValue(key, out var known))
            {
                identities.AddNew(now);
            }
            else if (known != now)
            {
                identities.AddChanged(now);
            }
        }
    }

    private void AddSessions(IntakeKnowledge knowledge)
    {
        foreach (var (key, now) in knowledge.Sessions)
        {
            if (!before.Sessions.TryGetValue(key, out var known))
            {
                sessions.AddNew(now);
            }
            else if (known != now)
            {
                sessions.AddChanged(now);
            }
        }
    }

    private void AddContacts(IntakeKnowledge knowledge)
    {
        foreach (var (point, now) in knowledge.ContactPoints)
        {
            if (!before.ContactPoints.TryGetValue(point, out var known))
            {
                contacts.AddNew(now.ContactId, point, now.AcknowledgedOn ?? DateOnly.FromDateTime(knowledge.Now.UtcDateTime), now.AcknowledgedCount);
            }
            else if (now.AcknowledgedOn is { } day && (day, now.AcknowledgedCount) != (known.AcknowledgedOn, known.AcknowledgedCount))
            {
                contacts.AddCount(point, day, now.AcknowledgedCount);
            }

            if (now.OptedOutAt != known?.OptedOutAt)
            {
                contacts.AddConsent(point, now.OptedOutAt);
            }
        }
    }

    /// <summary>What a batch adds to one complaint. What raises it later in the batch raises it further.</summary>
    private readonly record struct Additions(int Messages, int Repeats, DateTimeOffset LastAt, Priority? RaisedTo, int Points, DateTimeOffset? CameBackAt)
    {
        public Additions With(DateTimeOffset at, IntakeDraft decision) => new(
            Messages + 1,
            Repeats + (decision.Repeated is null ? 0 : 1),
            at > LastAt ? at : LastAt,
            decision.Raise ?? RaisedTo,
            Math.Max(Points, decision.Raise is { } raised ? Math.Max(decision.RaisedTo ?? 0, PriorityScale.Least(raised)) : 0),
            decision.Repeated?.CameBackAt ?? CameBackAt);
    }
}
