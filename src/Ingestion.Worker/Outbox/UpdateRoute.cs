using Ingestion.Channels;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Outbox;

/// <summary>Where a customer is told that a matter went on: where the acknowledgement got to. Pure.</summary>
/// <param name="Row">Whose channel and recipient are used; null when nowhere.</param>
/// <param name="Reason">Why nowhere, or not before the acknowledgement that is held back.</param>
internal sealed record UpdateRoute(OutboxRow? Row, string? Reason)
{
    /// <summary>The acknowledgement is held back, and the update with it.</summary>
    public const string AcknowledgementHeld = "acknowledgement-" + OutboxWords.Held;

    private const string NotAcknowledged = "not-acknowledged";

    /// <param name="complaint">The complaint.</param>
    /// <param name="answers">Its acknowledgement, and what stands in for that.</param>
    /// <param name="points">What is known of their recipients.</param>
    /// <param name="isStopped">Its customer said stop: a handle that answers go to (<c>whatsapp:+994…</c>, a chat) is the customer's under another name.</param>
    public static UpdateRoute Of(long complaint, IEnumerable<OutboxRow> answers, IReadOnlyDictionary<ContactPoint, KnownContactPoint> points, bool isStopped)
    {
        var all = answers.ToList();
        if (all.Find(answer => answer.Id == complaint) is not { } acknowledgement)
        {
            return new UpdateRoute(null, NotAcknowledged);
        }

        if (acknowledgement.Recipient.Length == 0)
        {
            return new UpdateRoute(null, "erased");
        }

        var chosen = Works(acknowledgement) ? acknowledgement : all.Find(answer => answer != acknowledgement && Works(answer));
        var reason = chosen is null ? ReasonOf(acknowledgement) : null;
        if (chosen is null && acknowledgement.State == OutboxWords.Held)
        {
            chosen = acknowledgement;
        }

        if (chosen is null)
        {
            return new UpdateRoute(null, reason);
        }

        var recipient = chosen.ToMessage().Recipient;
        return (points.TryGetValue(recipient.Folded(), out var point) && point.OptedOutAt is not null) || (isStopped && recipient.Kind == ContactPointKind.Handle)
            ? new UpdateRoute(null, "opted-out")
            : new UpdateRoute(chosen, reason);
    }

    private static string ReasonOf(OutboxRow acknowledgement) =>
        acknowledgement.State is OutboxWords.Suppressed or OutboxWords.Discarded ? acknowledgement.LastReason ?? NotAcknowledged : "acknowledgement-" + acknowledgement.State;

    /// <summary>It went there, or is on its way.</summary>
    private static bool Works(OutboxRow answer) => answer.State is OutboxWords.Sent or OutboxWords.Waiting or OutboxWords.Uncertain;
}
