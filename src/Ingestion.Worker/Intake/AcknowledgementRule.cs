using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>
/// One acknowledgement for each new complaint, or the reason why there is none or why it is held back (promises P8, P9). Follow-ups and duplicates
/// get none: the customer has a number already.
/// </summary>
internal sealed class AcknowledgementRule(AcknowledgementSettings settings, PromiseTerms terms, SignedMessageId ownIds) : IIntakeRule
{
    public const string Name = "acknowledgement";

    private readonly AnswerPolicy policy = new(settings);

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Opened is not { } complaint)
        {
            draft.Because(Name, "none", draft.Outcome!.Value.Word());
            return;
        }

        var recipient = AnswerPolicy.Recipient(draft);
        var barrier = draft.AnswerBarredBy ?? policy.Barrier(draft, knowledge, recipient);
        if (barrier is not null)
        {
            draft.Because(Name, "suppressed", barrier);
            draft.Unanswered = barrier;
            return;
        }

        var acknowledgement = Plan(draft, complaint, recipient!);
        if (policy.HeldBy(draft, recipient!, knowledge) is { } reason)
        {
            draft.Because(Name, "held", reason);
            draft.Answer = acknowledgement with { HeldBy = reason, WatchAt = null };
            return;
        }

        draft.Because(Name, "planned", draft.Submission.Channel.ReplyChannel);
        draft.Answer = acknowledgement;
        AnswerPolicy.Spend(draft, recipient!, knowledge);
    }

    private OutboxMessage Plan(IntakeDraft draft, Complaint complaint, ContactPoint recipient)
    {
        var due = terms.AcknowledgeBy(complaint.ReceivedAt, draft.Submission.Channel.AcknowledgeWithin);
        var subject = new AnswerSubject(
            OutboxWords.Acknowledgement,
            complaint.Id,
            complaint.TrackingNumber.Digits,
            complaint.Kind,
            complaint.Classification.Language,
            complaint.ReceivedAt,
            complaint.AnswerBy,
            due,
            ownIds.Create(OutboxWords.Acknowledgement, complaint.Id));
        return AnswerPolicy.Reply(draft, recipient, complaint.Id, subject) with { WatchAt = AlarmTime.Of(complaint.ReceivedAt, due, settings.AlarmBefore) };
    }
}
