using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Intake.Budgets;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>Whether a message may be answered automatically, where to, and how many answers that makes.</summary>
internal sealed class AnswerPolicy(AcknowledgementSettings settings)
{
    /// <summary>The customer said that no automatic message is welcome.</summary>
    public const string OptedOut = "opted-out";

    /// <summary>How long an address whose mail came back is not written to by itself.</summary>
    private static readonly TimeSpan BouncedFor = TimeSpan.FromDays(30);

    /// <summary>Whether answers to this point are counted on the point itself: an address is, a chat's conversation is counted on its customer.</summary>
    public static bool IsBudgeted(ContactPoint recipient, ContactPoint? sender) => recipient.Kind != ContactPointKind.Handle || sender is null;

    public static ContactPoint Budgeted(IntakeDraft draft, ContactPoint recipient) =>
        IsBudgeted(recipient, draft.Submission.Content.Sender) ? recipient.Folded() : draft.Submission.Content.Sender!;

    /// <summary>An answer to this message was planned.</summary>
    public static void Spend(IntakeDraft draft, ContactPoint recipient, IntakeKnowledge knowledge)
    {
        Count(Budgeted(draft, recipient), knowledge);
        foreach (var budget in AnswerBudgets.Of(draft.Submission, recipient, knowledge.Now))
        {
            knowledge.Budgets[budget.Key.Key] = knowledge.Budgets.GetValueOrDefault(budget.Key.Key) + 1;
            knowledge.Spent[budget.Key] = knowledge.Spent.GetValueOrDefault(budget.Key) + 1;
        }
    }

    /// <summary>
    /// Answers go to Reply-To only inside the sender's own domain, where that is not a provider's whose customers are strangers to each other; elsewhere
    /// to the sender: a Reply-To is the easiest way to make us write to a third person.
    /// </summary>
    public static ContactPoint? Recipient(IntakeDraft draft)
    {
        var content = draft.Submission.Content;
        if (content.ReplyTo is not { Kind: ContactPointKind.Email } replyTo || content.Sender is not { Kind: ContactPointKind.Email } sender || replyTo == sender)
        {
            return content.ReplyTo;
        }

        var domain = Domain(sender);
        if (string.Equals(Domain(replyTo), domain, StringComparison.Ordinal) && !SharedDomains.Contains(domain))
        {
            return replyTo;
        }

        draft.Because(AcknowledgementRule.Name, "reply-to-of-another-domain-ignored");
        return sender;
    }

    /// <summary>
    /// What is told of a matter that is registered already goes to the customer's own address alone: a Reply-To, be it a colleague's, has no part in it.
    /// </summary>
    public static ContactPoint? Customer(IntakeDraft draft) =>
        draft.Submission.Content is { ReplyTo: { Kind: ContactPointKind.Email }, Sender: { Kind: ContactPointKind.Email } sender } ? sender : draft.Submission.Content.ReplyTo;

    private static string Domain(ContactPoint point) => point.Value[(point.Value.LastIndexOf('@') + 1)..];

    public string? Barrier(IntakeDraft draft, IntakeKnowledge knowledge, ContactPoint? recipient)
    {
        var channel = draft.Submission.Channel;
        var arrivedAt = draft.Submission.Message.ArrivedAt ?? draft.Submission.Message.AcceptedAt;
        if (channel.StartDate > arrivedAt)
        {
            return "before-start-date";
        }

        if (knowledge.Now - arrivedAt > settings.MaximumMessageAge)
        {
            return "message-too-old";
        }

        if (recipient is null)
        {
            return "no-address";
        }

        if (HasOptedOut(recipient, knowledge) || (draft.Submission.Content.Sender is { } sender && HasOptedOut(sender, knowledge)))
        {
            return OptedOut;
        }

        if (channel.ReplyChannel is null)
        {
            return "channel-has-no-sender";
        }

        if (!channel.Reaches(recipient))
        {
            return "address-not-reachable-by-reply-channel";
        }

        return PolicyFor(draft.Submission.Content) is (SenderPolicy.Suppress, var reason) ? reason : null;
    }

    /// <summary>Why an answer that could be sent waits until somebody has looked; null when it need not.</summary>
    public string? HeldBy(IntakeDraft draft, ContactPoint recipient, IntakeKnowledge knowledge)
    {
        var content = draft.Submission.Content;
        if (draft.AnswerHeldBy is { } reason)
        {
            return reason;
        }

        if (PolicyFor(content) is (SenderPolicy.Hold, var doubted))
        {
            return doubted;
        }

        if (knowledge.ContactPoints.TryGetValue(recipient.Folded(), out var known) && knowledge.Now - known.BouncedAt < BouncedFor)
        {
            return "address-bounced";
        }

        if (knowledge.PlannedThisHour >= settings.PerHour)
        {
            return "hourly-budget-used";
        }

        if (Today(Budgeted(draft, recipient), knowledge) >= settings.PerAddressPerDay)
        {
            return "address-budget-used";
        }

        foreach (var budget in AnswerBudgets.Of(draft.Submission, recipient, knowledge.Now))
        {
            var (used, most) = AnswerBudgets.Limit(budget.Scope, settings);
            if (knowledge.Budgets.GetValueOrDefault(budget.Key.Key) >= most)
            {
                return used;
            }
        }

        return null;
    }

    /// <summary>What is to become of an answer to this sender, by what the receiving host found.</summary>
    private (SenderPolicy Policy, string Reason) PolicyFor(InboundMessage content) => content.Standing switch
    {
        SenderStanding.Denied => (settings.SpoofedSenders, "spoofed-sender"),
        SenderStanding.Unknown when content.Medium == Medium.Email => (settings.UnverifiedSenders, "unverified-sender"),
        _ => (SenderPolicy.Answer, ""),
    };

    private static bool HasOptedOut(ContactPoint point, IntakeKnowledge knowledge) =>
        knowledge.ContactPoints.TryGetValue(point.Folded(), out var known) && known.OptedOutAt is not null;

    /// <summary>Answers planned for it today.</summary>
    public static int Today(ContactPoint recipient, IntakeKnowledge knowledge) =>
        knowledge.ContactPoints.TryGetValue(recipient, out var known) && known.AcknowledgedOn == DateOnly.FromDateTime(knowledge.Now.UtcDateTime)
            ? known.AcknowledgedCount
            : 0;

    /// <summary>
    /// By the address that is written to, not the one that wrote: senders can be made up by the hundred. An address that only answers go to
    /// is a contact of its own; that somebody named it proves nothing.
    /// </summary>
    private static void Count(ContactPoint recipient, IntakeKnowledge knowledge)
    {
        knowledge.PlannedThisHour++;
        var count = Today(recipient, knowledge) + 1;
        var known = knowledge.ContactPoints.TryGetValue(recipient, out var found) ? found : new KnownContactPoint(recipient, knowledge.Ids.Next(), null, 0);
        knowledge.ContactPoints[recipient] = known with { AcknowledgedOn = DateOnly.FromDateTime(knowledge.Now.UtcDateTime), AcknowledgedCount = count };
    }

    /// <summary>An answer to the message on the channel that it came by, but for what it says.</summary>
    /// <param name="draft">The message.</param>
    /// <param name="recipient">Where to.</param>
    /// <param name="id">The answer's.</param>
    /// <param name="complaint">The complaint that it is about.</param>
    public static OutboxMessage Reply(IntakeDraft draft, ContactPoint recipient, long id, AnswerSubject complaint)
    {
        var content = draft.Submission.Content;
        var channel = draft.Submission.Channel;
        var medium = recipient.Kind switch
        {
            ContactPointKind.Email => Medium.Email,
            ContactPointKind.Phone => Medium.Sms,
            _ => content.Medium == Medium.Social ? Medium.Social : Medium.Chat,
        };

        // Ids of mail mean something to every mail server, those of other providers only to their own.
        var isThread = content.MessageId is not null && (content.Medium == Medium.Email ? medium == Medium.Email : medium != Medium.Email && channel.ReplyChannel == channel.Name);
        return new OutboxMessage
        {
            Id = id,
            ComplaintId = complaint.Id,
            MessageId = draft.MessageId,
            Purpose = complaint.Purpose,
            Channel = channel.ReplyChannel!,
            Medium = medium,
            Recipient = recipient,
            ConversationId = content.ConversationId,
            StableId = complaint.StableId,
            Kind = complaint.Kind,
            Language = complaint.Language,
            TrackingNumber = complaint.TrackingNumber,
            ReceivedAt = complaint.ReceivedAt,
            AnswerBy = complaint.AnswerBy,
            InReplyTo = isThread ? content.MessageId : null,
            References = isThread ? [.. content.References.Take(20).Reverse()] : [],
            IsPublic = content.IsPublic,
            DueAt = complaint.DueAt,
        };
    }
}
