using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>Makes two contacts one person, or takes that back, and tells the readers of each complaint that one of the two opened.</summary>
internal static class ContactLinking
{
    /// <summary>Complaints that are told of a link at most; ids for so many events are needed.</summary>
    public const int MostComplaints = 1000;

    /// <summary>An operator decides. False when nothing was to change.</summary>
    public static async Task<bool> DecideAsync(StoreSession session, bool isLink, LinkedPoint first, LinkedPoint second, string? note, string actor, long nextEvent)
    {
        var (one, other) = await ContactLinks.LockAsync(session, first, second);
        var complaints = await LockComplaintsAsync(session, one, other);
        var changed = isLink
            ? await ContactLinks.LinkAsync(session, one, other, ContactLinks.ByOperator, note, actor)
            : await ContactLinks.UnlinkAsync(session, one, other, actor);
        if (!changed)
        {
            return false;
        }

        await TellAsync(session, isLink, one.ContactId, other.ContactId, complaints, nextEvent);
        foreach (var contact in (long[])[one.ContactId, other.ContactId])
        {
            var before = FormattableString.Invariant($"contact {contact} {(isLink ? "not linked" : "linked")} with {(contact == one.ContactId ? other.ContactId : one.ContactId)}");
            await OperatorActions.RecordAsync(session, contact, isLink ? "linked" : "unlinked", actor, before);
        }

        return true;
    }

    /// <summary>
    /// There is evidence. A pair that was ever linked stays as it is: what an operator took back, evidence does not bring again. Points that are not
    /// known yet are added.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="proof">The evidence.</param>
    /// <param name="by">Who links.</param>
    /// <param name="firstId">The first of <see cref="MostComplaints"/> ids and two more.</param>
    public static async Task<bool> ProveAsync(StoreSession session, ContactProof proof, string by, long firstId)
    {
        await ContactLinks.LockPointsAsync(session, proof.Sender, proof.Other);
        await ContactLinks.LockPersonsAsync(session, [await ContactLinks.FindAsync(session, proof.Sender), await ContactLinks.FindAsync(session, proof.Other)]);
        var one = await ContactLinks.FindAsync(session, proof.Sender);
        var other = await ContactLinks.FindAsync(session, proof.Other);
        var complaints = await LockComplaintsAsync(session, one, other);
        if (proof.IsOnce && other is not null && await ContactLinks.IsUsedAsync(session, other.ContactId, proof.Reason, proof.Evidence))
        {
            return false;
        }

        one ??= await ContactLinks.AddAsync(session, proof.Sender, firstId);
        other ??= await ContactLinks.AddAsync(session, proof.Other, firstId + 1);
        if (one.ContactId == other.ContactId || !await ContactLinks.LinkFirstAsync(session, one, other, proof.Reason, proof.Evidence, by))
        {
            return false;
        }

        await TellAsync(session, true, one.ContactId, other.ContactId, complaints, firstId + 2);
        return true;
    }

    /// <summary>Before anything is written: see <see cref="ComplaintPool.ComplaintsAsync"/>.</summary>
    private static async Task<List<KnownComplaint>> LockComplaintsAsync(StoreSession session, LinkedPoint? one, LinkedPoint? other)
    {
        var ids = await ContactLinks.ComplaintsAsync(session, [.. new[] { one, other }.OfType<LinkedPoint>().Select(point => point.ContactId)]);
        return await ComplaintPool.ComplaintsAsync(session, [.. ids.Take(MostComplaints)], []);
    }

    /// <summary>The change feed is of complaints: each that one of the two opened is told.</summary>
    private static Task TellAsync(StoreSession session, bool isLink, long one, long other, List<KnownComplaint> complaints, long nextEvent)
    {
        var events = new EventRows();
        var versions = new VersionRows();
        foreach (var complaint in complaints)
        {
            events.Add(
                nextEvent++, complaint.Id, complaint.Version + 1, isLink ? "contact.linked" : "contact.unlinked", new EventPayload { ContactIds = [Math.Min(one, other), Math.Max(one, other)] });
            versions.Add(complaint.Id, 1);
        }

        return session.RunAsync([events.Statement, versions.Statement]);
    }
}
