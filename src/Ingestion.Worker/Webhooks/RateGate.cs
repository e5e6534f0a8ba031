namespace Ingestion.Worker.Webhooks;

/// <summary>
/// Lets through so many a second, with a second's worth at once. Lock-free: the one number kept is the time at which the stored allowance
/// would be full again.
/// </summary>
internal sealed class RateGate(int perSecond, TimeProvider time)
{
    private readonly long _step = Math.Max(1, time.TimestampFrequency / perSecond);
    private readonly long _burst = time.TimestampFrequency;
    private long _full = time.GetTimestamp();

    public bool TryPass()
    {
        var now = time.GetTimestamp();
        while (true)
        {
            var full = Volatile.Read(ref _full);
            var next = Math.Max(full, now) + _step;
            if (next - now > _burst)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _full, next, full) == full)
            {
                return true;
            }
        }
    }
}
