namespace Ingestion.Worker.Matching;

/// <summary>How many messages come in an hour, of late: each counts less the longer ago it came. One thread adds; others may read meanwhile.</summary>
internal sealed class MessageRate
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(3);

    // Before that, a busy hour looks like a busy day.
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(3);

    private DateTimeOffset first;
    private DateTimeOffset last;
    private double weight;

    /// <summary>Infinite while too little was seen: nothing is unusual then.</summary>
    public float PerHour
    {
        get
        {
            var seen = last - first;
            return weight == 0 || seen < Shortest ? float.PositiveInfinity : (float)(weight / (Memory.TotalHours * (1 - Math.Exp(-seen / Memory))));
        }
    }

    /// <summary>A message came. One that came in late counts as if it came with the latest.</summary>
    public void Add(DateTimeOffset at)
    {
        if (weight == 0)
        {
            first = last = at;
        }

        weight = at > last ? (weight * Math.Exp(-(at - last) / Memory)) + 1 : weight + 1;
        last = at > last ? at : last;
    }
}
