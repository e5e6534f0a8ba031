using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Outbox;
using KnownComplaint = Ingestion.Worker.Complaints.KnownComplaint;

namespace Ingestion.Worker.Intake;

/// <summary>
/// What the pool knows about a batch: loaded at once, then taught by each decision, so that the second message of a batch sees the first.
/// </summary>
internal sealed class IntakeKnowledge
{
    public Dictionary<Guid, KnownContent> Contents { get; init; } = [];

    /// <summary>Messages that can change, by the hash of what their versions share.</summary>
    public Dictionary<Guid, KnownIdentity> Identities { get; init; } = [];

    /// <summary>Complaints by the keys of their conversations.</summary>
    public Dictionary<Guid, long> Conversations { get; init; } = [];

    /// <summary>Where the sessions of these messages stand.</summary>
    public Dictionary<Guid, KnownSession> Sessions { get; init; } = [];

    public KnownComplaints Complaints { get; } = new();

    public Dictionary<string, long> ComplaintsByNumber { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<ContactPoint, KnownContactPoint> ContactPoints { get; init; } = [];

    /// <summary>The complaints that these customers have already.</summary>
    public CustomerMatters Matters { get; } = new();

    /// <summary>How common words and numbers are.</summary>
    public required IPoolKnowledge Pool { get; set; }

    /// <summary>Points that want no automatic message any more, each with the recipients that this bars.</summary>
    public Dictionary<ContactPoint, ContactPoint[]> OptedOut { get; } = [];

    /// <summary>Acknowledgements planned in the present hour.</summary>
    public int PlannedThisHour { get; set; }

    /// <summary>Acknowledgements planned in the present windows, by the keys of their budgets.</summary>
    public Dictionary<Guid, int> Budgets { get; init; } = [];

    /// <summary>What this batch adds to them.</summary>
    public Dictionary<BudgetKey, int> Spent { get; } = [];

    /// <summary>The database's time when the batch was loaded.</summary>
    public required DateTimeOffset Now { get; init; }

    public required IdRange Ids { get; init; }

    public void Add(KnownComplaint complaint)
    {
        Complaints.Set(complaint);
        ComplaintsByNumber[complaint.TrackingNumber] = complaint.Id;
    }

    public void Learn(IntakeDraft draft)
    {
        var submission = draft.Submission;
        if (submission.Fingerprint is { } fingerprint
            && Contents.TryAdd(
                fingerprint, new() { Fingerprint = fingerprint, MessageId = draft.MessageId, ComplaintId = draft.ComplaintId, Outcome = draft.Outcome!.Value.Word() }))
        {
            draft.NewContent = fingerprint;
        }

        if (submission.Version is { } version)
        {
            LearnVersion(draft, version);
        }

        foreach (var (changed, raisedTo) in draft.Revision?.Changes ?? [])
        {
            Complaints.Set(changed with { Version = changed.Version + 1, Priority = PriorityWord(raisedTo) ?? changed.Priority });
        }

        if (draft.Asked is { Complaint: var asked })
        {
            Complaints.Set(Complaints[asked.Id] with { Version = asked.Version + 1 });
        }

        if (draft.ComplaintId is not { } complaintId || draft is { Opened: null, Joined: null })
        {
            return;
        }

        if (submission.SessionKey is { } session)
        {
            LearnSession(session, complaintId, draft.MessageId, submission.At, submission.Content.Medium != Medium.Sms);
        }

        if (submission.OwnKey is { } key && Conversations.TryAdd(key, complaintId))
        {
            draft.NewKey = key;
        }

        Matters.Learn(draft);
        if (draft.Opened is { } opened)
        {
            Add(new KnownComplaint
            {
                Id = opened.Id,
                TrackingNumber = opened.TrackingNumber.Digits,
                ContactId = opened.ContactId,
                LinkedTo = draft.PersonId,
                Status = "received",
                Kind = opened.Kind.Word(),
                Language = opened.Classification.Language,
                ReceivedAt = opened.ReceivedAt,
                AnswerBy = opened.AnswerBy,
                Priority = opened.Classification.Priority.Word(),
                LastMessageAt = opened.LastMessageAt,
                Version = 1,
            });
        }
        else if (draft.Joined is { } joined)
        {
            Complaints.Set(joined with
            {
                Version = joined.Version + 1,
                LastMessageAt = submission.At > joined.LastMessageAt ? submission.At : joined.LastMessageAt,
                Contacts = joined.Contacts + (draft.Repeated is null ? 0 : 1),
                Priority = draft.Raise?.Word() ?? joined.Priority,
                CameBackAt = draft.Repeated?.CameBackAt ?? joined.CameBackAt,
            });
        }
    }

    private static string? PriorityWord(int? points) => points is { } raised ? PriorityScale.Of(raised).Word() : null;

    /// <summary>One that came in late moves nothing back.</summary>
    private void LearnSession(Guid key, long complaintId, long messageId, DateTimeOffset at, bool isChat)
    {
        var known = Sessions.GetValueOrDefault(key);
        var last = known is null || at >= known.LastAt ? new KnownSession { Key = key, ComplaintId = complaintId, MessageId = messageId, LastAt = at } : known;
        Sessions[key] = last with { LastChatAt = isChat && !(at < known?.LastChatAt) ? at : known?.LastChatAt };
    }

    private void LearnVersion(IntakeDraft draft, MessageVersion version)
    {
        if (draft.Identity is { } now)
        {
            Identities[version.Key] = now;
            return;
        }

        var first = draft.CopyOf is null || draft.Submission.Fingerprint is not { } fingerprint ? null : Contents[fingerprint];
        Identities.TryAdd(version.Key, new KnownIdentity
        {
            Identity = version.Key,
            MessageId = first?.MessageId ?? draft.MessageId,
            Versions = 1,
            CurrentId = first?.MessageId ?? draft.MessageId,
            CurrentAt = version.At,
            Content = version.Content,
            IsWithdrawn = draft.Submission.Content.IsWithdrawn,
            IsCopy = first is not null,
            Outcome = first?.Outcome ?? draft.Outcome!.Value.Word(),
            ComplaintId = draft.ComplaintId,
        });
    }
}
