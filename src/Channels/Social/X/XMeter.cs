namespace Ingestion.Channels.Social.X;

/// <summary>Counts what X returns on a day (UTC) as X bills it: each post and each message once a day, ours and reposts too.</summary>
internal sealed class XMeter(int perDay, TimeProvider time)
{
    private const int MaxKnown = 500_000;

    private readonly HashSet<long> _known = [];
    private DateOnly _day;
    private int _reads;

    public bool IsUsedUp => _reads >= perDay;

    /// <summary>Takes over what earlier runs and other workers have read today.</summary>
    public void Begin(XCursor at)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (_day != today)
        {
            _known.Clear();
            (_day, _reads) = (today, 0);
        }

        if (at.Day == today)
        {
            _reads = Math.Max(_reads, at.Reads);
        }
    }

    public void Add(IEnumerable<long> ids)
    {
        if (_known.Count > MaxKnown)
        {
            _known.Clear();
        }

        foreach (var id in ids)
        {
            _reads += _known.Add(id) ? 1 : 0;
        }
    }

    public XCursor Book(XCursor at) => at with { Day = _day, Reads = _reads };
}
