using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>When complaints were linked or merged, and when that was taken back.</summary>
internal static class LinkTimeline
{
    public static async Task<IEnumerable<TimelineEntry>> OfAsync(StoreSession session, IReadOnlyCollection<long> complaints)
    {
        var links = await ComplaintLinks.OfAsync(session, complaints);
        if (links.Count == 0)
        {
            return [];
        }

        var numbers = await ComplaintPool.NumbersAsync(session, [.. links.SelectMany(link => new[] { link.ComplaintId, link.OtherId }).Distinct()]);
        var entries = new List<TimelineEntry>();
        foreach (var link in links)
        {
            var pair = $"{numbers.GetValueOrDefault(link.ComplaintId).Format()} and {numbers.GetValueOrDefault(link.OtherId).Format()}";
            var score = link.Score is { } points ? FormattableString.Invariant($", score {points:0.0}") : "";
            entries.Add(new TimelineEntry(link.MadeAt, 5, $"linked {pair}: {link.Kind}{score} (by {link.MadeBy})", [LinkReasons.Line(link.Reasons)]));
            if (link.UndoneAt is { } undone)
            {
                entries.Add(new TimelineEntry(undone, 5, $"took back the link {pair}: {link.Kind} (by {link.UndoneBy})", []));
            }
        }

        return entries;
    }
}
