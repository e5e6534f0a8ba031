using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Ingestion.Worker.Operations;

/// <summary>
/// Counts refused requests by channel and reason: as the metric <c>ingestion.webhooks.refused</c>, and as totals that are written to the store
/// from time to time, so that nothing that was offered is without a trace.
/// </summary>
internal sealed class RefusalCounter : IDisposable
{
    public const string NoChannel = "-";

    /// <summary>Reasons are few and stable by contract; a connector that breaks it must not fill the memory.</summary>
    private const int MaxKeys = 10_000;

    private readonly ConcurrentDictionary<(string Channel, string Reason), StrongBox<long>> _totals = new();
    private readonly Meter _meter = new("Ingestion.Worker.Webhooks");
    private readonly Counter<long> _refused;

    public RefusalCounter() => _refused = _meter.CreateCounter<long>("ingestion.webhooks.refused", "{request}", "Webhook and form requests answered with an error.");

    public void Add(string channel, string reason)
    {
        var key = _totals.Count < MaxKeys ? (channel, reason) : (channel, "other");
        Interlocked.Increment(ref _totals.GetOrAdd(key, static _ => new StrongBox<long>()).Value);
        if (_refused.Enabled)
        {
            _refused.Add(1, new KeyValuePair<string, object?>("channel", key.channel), new KeyValuePair<string, object?>("reason", key.Item2));
        }
    }

    /// <summary>Takes the counts since the last call. A caller that cannot store them gives them back with <see cref="GiveBack"/>.</summary>
    public IReadOnlyList<RefusalTotal> Take()
    {
        var taken = new List<RefusalTotal>();
        foreach (var (key, total) in _totals)
        {
            if (Interlocked.Exchange(ref total.Value, 0) is > 0 and var count)
            {
                taken.Add(new RefusalTotal(key.Channel, key.Reason, count));
            }
        }

        return taken;
    }

    public void GiveBack(IEnumerable<RefusalTotal> totals)
    {
        foreach (var total in totals)
        {
            Interlocked.Add(ref _totals.GetOrAdd((total.Channel, total.Reason), static _ => new StrongBox<long>()).Value, total.Count);
        }
    }

    public void Dispose() => _meter.Dispose();
}
