namespace Ingestion.Worker.Clusters;

/// <summary>How many complaints of a cluster came in one hour.</summary>
internal sealed record ClusterHour
{
    public long ClusterId { get; init; }

    /// <summary>The hour's beginning.</summary>
    public DateTimeOffset Hour { get; init; }

    public int Complaints { get; init; }

    public static DateTimeOffset Of(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>Complaints in the last sixty minutes: this hour's, and of the hour before the part that is not older.</summary>
    public static int Growth(IReadOnlyCollection<ClusterHour> hours, DateTimeOffset at)
    {
        var hour = Of(at);
        var part = 1 - ((at - hour) / TimeSpan.FromHours(1));
        return (int)Math.Round(hours.Where(each => each.Hour == hour).Sum(each => each.Complaints) + (part * hours.Where(each => each.Hour == hour.AddHours(-1)).Sum(each => each.Complaints)));
    }
}
