using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Outbox;

namespace Ingestion.Worker.Promises;

/// <summary>Another way to the same customer: an e-mail address or telephone number that is linked to the one that does not work. Pure.</summary>
internal static class FallbackPlan
{
    /// <param name="first">The acknowledgement that does not get there.</param>
    /// <param name="points">The points of the same customer.</param>
    /// <param name="routes">The channels that can send, with what each reaches.</param>
    /// <param name="id">For the new message.</param>
    /// <param name="stableId">For the new message.</param>
    /// <returns>Null when there is no other way.</returns>
    public static OutboxMessage? Of(OutboxRow first, IReadOnlyList<LinkedPoint> points, IReadOnlyList<SendingRoute> routes, long id, string stableId)
    {
        var ways =
            from point in points
            where point.OptedOutAt is null && point.Point.Kind is (ContactPointKind.Email or ContactPointKind.Phone) && !IsSame(point.Point, first)
            from route in routes
            where route.Reaches(point.Point)
            // Another channel first: the trouble may be the channel's.
            orderby route.Channel == first.Channel, point.ContactId, route.Channel
            select (point.Point, route.Channel);
        return ways.Select(way => (OutboxMessage?)Message(first, way.Point, way.Channel, id, stableId)).FirstOrDefault();
    }

    private static bool IsSame(ContactPoint point, OutboxRow first) => point == first.ToMessage().Recipient.Folded();

    private static OutboxMessage Message(OutboxRow first, ContactPoint recipient, string channel, long id, string stableId) => first.ToMessage() with
    {
        Id = id,
        Purpose = OutboxWords.Fallback,
        Channel = channel,
        Medium = recipient.Kind == ContactPointKind.Email ? Medium.Email : Medium.Sms,
        Recipient = recipient,
        ConversationId = null,
        StableId = stableId,
        InReplyTo = null,
        References = [],
        IsPublic = false,
        FallbackOf = first.Id,
        WatchAt = null,
    };
}
