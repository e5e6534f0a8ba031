using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Links points of one person on evidence, before the message that brings it is decided, in a transaction of its own: so it joins what it names. Done
/// twice, nothing changes.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="ids">Ids for new rows.</param>
/// <param name="codes">The codes that acknowledgements carry.</param>
internal sealed class ContactEvidence(Database database, IdBlock ids, LinkCode codes)
{
    /// <summary>The provider says that both points are the sender's.</summary>
    public const string ByProvider = "provider";

    /// <summary>The sender wrote the code that we had sent to the other point alone.</summary>
    public const string ByCode = "code";

    private const string Worker = "worker";

    /// <summary>A code is good for this long after its complaint came in.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public async Task LinkAsync(IReadOnlyList<Submission> submissions)
    {
        foreach (var evidence in submissions.Select(PointEvidence.Of).OfType<PointEvidence>())
        {
            foreach (var point in evidence.AlsoKnownAs)
            {
                await LinkAsync(evidence, point, ByProvider, string.Create(CultureInfo.InvariantCulture, $"message {evidence.MessageId}"));
            }

            foreach (var (complaint, point) in await database.ReadAsync(session => ProvenAsync(session, evidence), CancellationToken.None))
            {
                await LinkAsync(evidence, point, ByCode, Code(complaint));
            }
        }
    }

    private static string Code(long complaint) => string.Create(CultureInfo.InvariantCulture, $"complaint {complaint}");

    /// <summary>The complaints whose code is written, each with the point that opened it; only where the code went to that very point.</summary>
    private async Task<List<(long Complaint, ContactPoint Point)>> ProvenAsync(StoreSession session, PointEvidence evidence)
    {
        var proven = new List<(long, ContactPoint)>();
        if (evidence.Numbers.Count == 0 || evidence.Codes.Count == 0)
        {
            return proven;
        }

        foreach (var opened in await OpenedComplaint.FindAsync(session, evidence.Numbers))
        {
            if (evidence.Codes.Contains(codes.Create(opened.Id))
                && opened.Age <= Lifetime.TotalSeconds
                && await ContactLinks.FindAsync(session, opened.TrackingNumber) is { } opener
                && await AcknowledgedPoints.FindAsync(session, opened.Id) == opener.Point)
            {
                proven.Add((opened.Id, opener.Point));
            }
        }

        return proven;
    }

    private async Task LinkAsync(PointEvidence evidence, ContactPoint other, string reason, string why)
    {
        // Mostly it is told again and known already.
        if (await database.ReadAsync(session => ContactLinks.AreOneAsync(session, evidence.Sender, other), CancellationToken.None))
        {
            return;
        }

        var first = await ids.TakeAsync(ContactLinking.MostComplaints + 2, CancellationToken.None);
        var proof = new ContactProof(evidence.Sender, other, reason, why, IsOnce: reason == ByCode);
        await database.WriteAsync(session => ContactLinking.ProveAsync(session, proof, Worker, first), CancellationToken.None);
    }
}
