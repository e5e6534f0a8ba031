using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>
/// What a customer who has a number already is told: how far the matter is, when asked; and that it is registered, when told again from where nothing was
/// sent to today. Under the same policy and budgets as acknowledgements; what would be held back is not sent at all: the number is known.
/// </summary>
internal sealed class NoticeRule(NoticeSettings notices, AcknowledgementSettings settings, SignedMessageId ownIds) : IIntakeRule
{
    public const string Name = "notice";

    private static readonly TimeSpan Within = TimeSpan.FromHours(24);

    private readonly AnswerPolicy policy = new(settings);

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        if (draft.Asked is { } asked)
        {
            Tell(draft, knowledge, OutboxWords.Status, asked.Complaint, asked.TrackingNumber, asked.Language);
        }
        else if (draft is { Repeated: not null, Joined: { } repeated } && notices.TellRepeats)
        {
            Tell(draft, knowledge, OutboxWords.Repeat, repeated, repeated.TrackingNumber, draft.Submission.Classification.Language);
        }
    }

    private void Tell(IntakeDraft draft, IntakeKnowledge knowledge, string purpose, KnownComplaint complaint, string number, string language)
    {
        var recipient = AnswerPolicy.Customer(draft);
        var reason = draft.AnswerBarredBy ?? policy.Barrier(draft, knowledge, recipient) ?? policy.HeldBy(draft, recipient!, knowledge) ?? ToldToday(draft, knowledge, purpose, recipient!);
        if (reason is not null)
        {
            draft.Because(Name, "none", reason);
            return;
        }

        var id = knowledge.Ids.Next();
        var isOpen = !complaint.IsClosed;
        var subject = new AnswerSubject(
            purpose,
            complaint.Id,
            number,
            ClassificationWords.KindOf(complaint.Kind),
            language,
            complaint.ReceivedAt,
            ComplaintStatuses.AnswerBy(complaint.Status, complaint.AnswerBy, knowledge.Now),
            knowledge.Now + Within,
            ownIds.Create(purpose, complaint.Id, id));
        draft.Because(Name, purpose, draft.Submission.Channel.ReplyChannel);
        draft.Answer = AnswerPolicy.Reply(draft, recipient!, id, subject) with
        {
            Told = new ToldStatus(complaint.Status, complaint.StatusAt, isOpen ? complaint.ExpectedOn : null, complaint.StatusText),
        };
        AnswerPolicy.Spend(draft, recipient!, knowledge);
    }

    private static string? ToldToday(IntakeDraft draft, IntakeKnowledge knowledge, string purpose, ContactPoint recipient) =>
        purpose == OutboxWords.Repeat && AnswerPolicy.Today(AnswerPolicy.Budgeted(draft, recipient), knowledge) > 0 ? "told-today" : null;
}
