using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Following;

/// <summary>Finds a complaint for its customer. A number alone shows nothing.</summary>
/// <param name="database">The store.</param>
/// <param name="regions">Whose telephone numbers may be typed without their country.</param>
internal sealed class StatusLookup(Database database, IReadOnlyCollection<string> regions)
{
    private const int LongestContact = 320;

    /// <summary>By a link that was verified. Null when it is gone, or was erased.</summary>
    public async Task<FollowedComplaint?> FindAsync(long complaintId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => FollowedComplaints.FindAsync(session, complaintId), cancellationToken) is { IsErased: false } complaint ? complaint : null;

    /// <summary>By the number and a contact that it was registered for, one linked to it, or one that its customer gave with it. Null when they do not belong together, whichever is wrong.</summary>
    public Task<FollowedComplaint?> FindAsync(TrackingNumber number, string contact, CancellationToken cancellationToken)
    {
        var typed = Typed(contact);
        return database.ReadAsync(
            async session => await FollowedComplaints.FindAsync(session, number, typed) is { } complaint ? await FollowedComplaints.FindAsync(session, complaint) : null,
            cancellationToken);
    }

    private HashSet<ContactPoint> Typed(string contact) => contact.Length > LongestContact
        ? []
        : [.. regions.Select(region => ContactPoint.Read(contact, region)).Append(ContactPoint.Read(contact)).OfType<ContactPoint>()];
}
