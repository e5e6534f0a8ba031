using System.Collections.Concurrent;

namespace Ingestion.Worker.Webhooks;

/// <summary>Cancellation sources with a limit of time, used again and again: a timer for each request would cost more than the request.</summary>
internal sealed class Deadlines(TimeSpan limit, TimeProvider time)
{
    private const int Kept = 1024;
    private readonly ConcurrentQueue<CancellationTokenSource> _idle = new();

    public CancellationTokenSource Start()
    {
        if (!_idle.TryDequeue(out var source))
        {
            source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        }

        source.CancelAfter(limit);
        return source;
    }

    public void End(CancellationTokenSource source)
    {
        if (_idle.Count < Kept && source.TryReset())
        {
            _idle.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }
}
