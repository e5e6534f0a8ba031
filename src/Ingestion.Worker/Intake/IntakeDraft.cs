using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Intake;

/// <summary>A decision while the rules make it. When all have spoken, it is the decision.</summary>
internal sealed class IntakeDraft(Submission submission)
{
    private readonly List<Reason> reasons = [];
    private HashSet<long>? ruledOut;

    public Submission Submission { get; } = submission;

    public long MessageId => Submission.Message.Id;

    /// <summary>Null until a rule has decided.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>The complaint that the message opened, joined, repeats or reports on.</summary>
    public long? ComplaintId { get; private set; }

    /// <summary>Set when the message joins a complaint that was known before.</summary>
    public KnownComplaint? Joined { get; private set; }

    /// <summary>Set when the message is a later version of one that stands in a complaint.</summary>
    public Revision? Revision { get; private set; }

    /// <summary>How the message's versions stand after this one; null when the message is the first or has no versions.</summary>
    public KnownIdentity? Identity { get; set; }

    /// <summary>What came is not to be kept: it is a version of what was erased on request.</summary>
    public bool IsErased { get; set; }

    /// <summary>The message that this one repeats.</summary>
    public long? CopyOf { get; private set; }

    /// <summary>Another complaint that the message names without the right to join it.</summary>
    public long? SuggestedComplaintId { get; set; }

    /// <summary>The complaint before this one in the same conversation, which is over.</summary>
    public long? EarlierComplaintId { get; set; }

    /// <summary>Complaints that may be about the same matter, with the points that speak for it.</summary>
    public List<SuggestedLink> Suggested { get; } = [];

    /// <summary>Set when the message joins a complaint as a repeat contact.</summary>
    public RepeatContact? Repeated { get; private set; }

    public Classification? Classification { get; set; }

    /// <summary>The new points of the complaint that it joins, where it is more urgent than that was.</summary>
    public int? RaisedTo { get; set; }

    /// <summary>The complaint's new priority, by what the message says or by its being a repeat, whichever is higher.</summary>
    public Priority? Raise
    {
        get
        {
            var byText = RaisedTo is { } points ? PriorityScale.Of(points) : (Priority?)null;
            return Repeated?.RaisedTo is { } byRepeat && (byText is null || byRepeat > byText) ? byRepeat : byText;
        }
    }

    public long? ContactId { get; set; }

    /// <summary>The person that the contact belongs to: all its linked contacts are one customer.</summary>
    public long? PersonId { get; set; }

    /// <summary>Nobody vouches for the sender, or the receiving host denies it: the message joins nothing by whose it is.</summary>
    public bool IsSenderClaimed => Submission.Content is { IsSenderClaimed: true } or { Standing: SenderStanding.Denied };

    public Complaint? Opened { get; private set; }

    /// <summary>What is sent back: the acknowledgement of a new complaint, or a notice about a known one.</summary>
    public OutboxMessage? Answer { get; set; }

    /// <summary>Set when the message only asks how far a matter is.</summary>
    public StatusQuestion? Asked { get; private set; }

    /// <summary>The fingerprint of a content that no earlier message had.</summary>
    public Guid? NewContent { get; set; }

    /// <summary>The key that leads to the message's complaint from now on.</summary>
    public Guid? NewKey { get; set; }

    /// <summary>Why there must be no answer, when a rule before the policy knows; the first reason stands.</summary>
    public string? AnswerBarredBy { get; private set; }

    /// <summary>Why the answer waits until somebody has looked; the first reason stands.</summary>
    public string? AnswerHeldBy { get; private set; }

    /// <summary>Why no acknowledgement is planned for the complaint that was opened.</summary>
    public string? Unanswered { get; set; }

    public List<Reason> Reasons => reasons;

    public void Because(string rule, string code, string? detail = null) => reasons.Add(new Reason(rule, code, detail));

    /// <summary>The message is about something else than this complaint, which no later rule may join it to.</summary>
    public void RuleOut(long complaint) => (ruledOut ??= []).Add(complaint);

    public bool IsRuledOut(long complaint) => ruledOut?.Contains(complaint) == true;

    public void BarAnswer(string reason) => AnswerBarredBy ??= reason;

    public void HoldAnswer(string reason) => AnswerHeldBy ??= reason;

    public void Settle(Outcome outcome, long? complaintId = null)
    {
        Outcome = outcome;
        ComplaintId = complaintId;
    }

    public void Repeat(KnownContent first)
    {
        CopyOf = first.MessageId;
        Settle(Inbox.Outcome.Duplicate, first.ComplaintId);
    }

    public void Revise(Revision revision)
    {
        Revision = revision;
        Settle(Inbox.Outcome.Revision, revision.Complaint.Id);
    }

    public void Join(KnownComplaint complaint)
    {
        Joined = complaint;
        Settle(Inbox.Outcome.FollowUp, complaint.Id);
    }

    public void ComeBack(KnownComplaint complaint, RepeatContact repeat)
    {
        Joined = complaint;
        Repeated = repeat;
        Settle(Inbox.Outcome.RepeatContact, complaint.Id);
    }

    public void Ask(StatusQuestion question)
    {
        Asked = question;
        Settle(Inbox.Outcome.Command, question.Complaint.Id);
    }

    public void Open(Complaint complaint)
    {
        Opened = complaint;
        Settle(Inbox.Outcome.Complaint, complaint.Id);
    }
}
