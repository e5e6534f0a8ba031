using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>What operators ask and decide about contacts.</summary>
internal static class Contacts
{
    /// <summary>The point that is meant: a tracking number's, or the one that is written. Null when none is known.</summary>
    public static async Task<LinkedPoint?> FindAsync(StoreSession session, string asked) =>
        TrackingNumber.TryParse(asked, out var number) && await ContactLinks.FindAsync(session, number) is { } opener ? opener
        : ContactPoint.Read(asked) is { } point ? await ContactLinks.FindAsync(session, point)
        : null;

    public static Task<PersonView?> ShowAsync(Database database, string asked, CancellationToken cancellationToken) => database.ReadAsync(
        async session =>
        {
            if (await FindAsync(session, asked) is not { } point)
            {
                return null;
            }

            var points = await ContactLinks.PointsAsync(session, point);
            var ids = points.ConvertAll(one => one.ContactId);
            return new PersonView(
                point.PersonId,
                points,
                await ContactLinks.LinksAsync(session, ids),
                await session.QueryAsync<string>(
                    $"SELECT tracking_number FROM complaint WHERE {database.In("contact_id", "@ids")} ORDER BY id", new { ids = database.List(ids) }));
        },
        cancellationToken);

    /// <summary>Marks all points of a person as served first, or takes that back. How many changed; null when the contact is not known.</summary>
    public static Task<int?> MarkAsync(Database database, string asked, bool isVip, string actor, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            if (await FindAsync(session, asked) is not { } point)
            {
                return (int?)null;
            }

            var points = (await ContactLinks.PointsAsync(session, point)).FindAll(one => one.IsVip != isVip);
            await ContactLinks.MarkAsync(session, [.. points.Select(one => one.ContactId)], isVip);
            foreach (var one in points)
            {
                await OperatorActions.RecordAsync(session, one.ContactId, isVip ? "marked" : "unmarked", actor, isVip ? "not served first" : "served first");
            }

            return points.Count;
        },
        cancellationToken);

    /// <summary>Makes two contacts one person, or takes that back, with the audit and the events. False when nothing was to change.</summary>
    public static async Task<bool> DecideAsync(
        Database database, bool isLink, LinkedPoint first, LinkedPoint second, string? note, string actor, CancellationToken cancellationToken)
    {
        var nextEvent = await new IdBlock(database).TakeAsync(ContactLinking.MostComplaints, cancellationToken);
        return await database.WriteAsync(
            session => ContactLinking.DecideAsync(session, isLink, first, second, note, actor, nextEvent), cancellationToken);
    }
}
