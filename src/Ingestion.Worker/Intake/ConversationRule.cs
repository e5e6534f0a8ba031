using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Joins a message to its complaint, by the most certain sign first: an answer to our signed Message-ID; the chat's conversation; an
/// answer to the customer's own mail; a quoted tracking number. The last two need the same sender, and one that is not only claimed: a stranger who
/// names a number joins nothing and learns nothing. A complaint that is over is not continued with a new topic, see <see cref="Topics"/>.
/// </summary>
internal sealed class ConversationRule(SessionRule sessions, IntakeSettings settings) : IIntakeRule
{
    public const string Name = "conversation";

    /// <summary>A stranger names somebody else's matter: a robot that quotes our answers under another name does so too.</summary>
    private const string OfAnother = "names-matter-of-another";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Outcome is null)
        {
            _ = JoinBySignedId(draft, knowledge)
                || JoinByChat(draft, knowledge)
                || JoinByReference(draft, knowledge)
                || JoinByNumber(draft, knowledge);
        }
    }

    private bool JoinBySignedId(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        foreach (var id in draft.Submission.SignedComplaintIds)
        {
            if (knowledge.Complaints.TryGetValue(id, out var complaint)
                && Join(draft, complaint, knowledge, complaint.IsOf(draft.PersonId) ? "signed-reply" : "signed-reply-of-another-sender"))
            {
                return true;
            }
        }

        return false;
    }

    private bool JoinByChat(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        // The provider vouches for its conversation, whoever writes in it. A mail's own Message-ID is none: two mails may bear one by mistake.
        return draft.Submission.ChatKey is { } key
            && ChatComplaint(key, draft, knowledge) is { } complaintId
            && knowledge.Complaints.TryGetValue(complaintId, out var complaint)
            && Join(draft, complaint, knowledge, "chat-conversation");
    }

    private long? ChatComplaint(Guid key, IntakeDraft draft, IntakeKnowledge knowledge) =>
        knowledge.Sessions.ContainsKey(key) ? sessions.Open(draft, knowledge)?.ComplaintId
        : knowledge.Conversations.TryGetValue(key, out var first) ? first
        : null;

    private bool JoinByReference(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        foreach (var key in draft.Submission.ReferredKeys)
        {
            if (TryFind(key, draft, knowledge, "reply-in-thread"))
            {
                return true;
            }
        }

        return false;
    }

    private bool JoinByNumber(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        foreach (var number in draft.Submission.QuotedNumbers)
        {
            if (!knowledge.ComplaintsByNumber.TryGetValue(number.Digits, out var id))
            {
                draft.Because(Name, "unknown-number-quoted");
            }
            else if (SameContact(draft, knowledge.Complaints[id]))
            {
                if (Join(draft, knowledge.Complaints[id], knowledge, "number-quoted-by-its-contact"))
                {
                    return true;
                }
            }
            else
            {
                draft.Because(Name, knowledge.Complaints[id].IsOf(draft.PersonId) ? "number-quoted-by-a-claimed-sender" : "number-quoted-by-another-sender", id.ToString(CultureInfo.InvariantCulture));
                draft.SuggestedComplaintId ??= id;
                HoldForStrangers(draft, knowledge.Complaints[id]);
            }
        }

        return false;
    }

    private bool TryFind(Guid key, IntakeDraft draft, IntakeKnowledge knowledge, string code)
    {
        if (!knowledge.Conversations.TryGetValue(key, out var complaintId)
            || !knowledge.Complaints.TryGetValue(complaintId, out var complaint))
        {
            return false;
        }

        if (!SameContact(draft, complaint))
        {
            draft.Because(Name, code + "-of-another-sender", complaint.Id.ToString(CultureInfo.InvariantCulture));
            draft.SuggestedComplaintId ??= complaint.Id;
            HoldForStrangers(draft, complaint);
            return false;
        }

        return Join(draft, complaint, knowledge, code);
    }

    /// <summary>Who only claims to be its customer is answered at the address that was claimed: its owner reads it.</summary>
    private static void HoldForStrangers(IntakeDraft draft, KnownComplaint complaint)
    {
        if (!complaint.IsOf(draft.PersonId))
        {
            draft.HoldAnswer(OfAnother);
        }
    }

    private static bool SameContact(IntakeDraft draft, KnownComplaint complaint) => !draft.IsSenderClaimed && complaint.IsOf(draft.PersonId);

    private bool Join(IntakeDraft draft, KnownComplaint complaint, IntakeKnowledge knowledge, string code)
    {
        if (draft.IsRuledOut(complaint.Id))
        {
            return false;
        }

        draft.Because(Name, code, complaint.Id.ToString(CultureInfo.InvariantCulture));
        return Topics.Continue(draft, complaint, knowledge, settings);
    }
}
