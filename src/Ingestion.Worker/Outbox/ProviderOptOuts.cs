using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>Recipients that their provider keeps from us because they asked it to: what "stop" would have done is done when the refusal is recorded.</summary>
internal static class ProviderOptOuts
{
    public const string Reason = "opted-out";

    public static async Task RecordAsync(StoreSession session, IReadOnlyList<AttemptRecord> finished)
    {
        var points = finished.Select(record => record.OptedOut).OfType<ContactPoint>().Distinct().ToList();
        if (points.Count == 0)
        {
            return;
        }

        var contacts = new ContactRows();
        var bars = new BarRows();
        var now = await session.QuerySingleAsync<DateTimeOffset>($"SELECT {session.Database.Now}");
        foreach (var point in points)
        {
            contacts.AddConsent(point.Folded(), now);
            bars.Add(point, Reason);
        }

        await session.RunAsync([contacts.Consents, bars.Statement]);
    }
}
