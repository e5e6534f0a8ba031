using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Intake;

/// <summary>
/// "Stop" and "start" are obeyed and never answered: they open nothing, the point that they came from is remembered, also one never seen
/// before, and what waits for it is not sent any more.
/// </summary>
internal sealed class ConsentRule : IIntakeRule
{
    public const string Name = "consent";

    public void Apply(IntakeDraft draft, IntakeKnowledge knowledge)
    {
        var content = draft.Submission.Content;
        if (content.Consent is not { } consent)
        {
            return;
        }

        draft.Because(Name, consent == ConsentChange.Stop ? "stop" : "start");
        draft.Settle(Outcome.Command, draft.Submission.ChatKey is { } key && knowledge.Conversations.TryGetValue(key, out var complaint) ? complaint : null);
        if ((content.Sender ?? content.ReplyTo)?.Folded() is not { } point)
        {
            draft.Because(Name, "no-address");
            return;
        }

        var known = knowledge.ContactPoints.TryGetValue(point, out var found) ? found : new KnownContactPoint(point, knowledge.Ids.Next(), null, 0);
        if (consent == ConsentChange.Stop)
        {
            knowledge.ContactPoints[point] = known with { OptedOutAt = known.OptedOutAt ?? knowledge.Now };
            knowledge.OptedOut[point] = Recipients(point, content.ReplyTo);
        }
        else
        {
            knowledge.ContactPoints[point] = known with { OptedOutAt = null };
            knowledge.OptedOut.Remove(point);
        }
    }

    /// <summary>Where answers to this customer go: a chat's conversation belongs to who writes in it, an address only to itself.</summary>
    private static ContactPoint[] Recipients(ContactPoint point, ContactPoint? replyTo) =>
        replyTo is not null && replyTo != point && (replyTo.Kind == ContactPointKind.Handle || replyTo.Folded() == point) ? [point, replyTo] : [point];
}
