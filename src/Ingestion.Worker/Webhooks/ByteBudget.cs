namespace Ingestion.Worker.Webhooks;

/// <summary>
/// Bytes of request bodies that may be held at one time over all requests. A last quarter is kept for small bodies, half of it for such as come
/// whole, so that those which trickle in cannot keep everybody out.
/// </summary>
/// <param name="limit">Of all bodies.</param>
/// <param name="largest">Of one body, which fits in any case.</param>
internal sealed class ByteBudget(long limit, int largest)
{
    private readonly long forTrickling = Math.Min(limit, Math.Max(limit - (limit / 4), largest));
    private readonly long forSmall = Math.Min(limit, Math.Max(limit - (limit / 8), largest));
    private long _held;

    public long Held => Volatile.Read(ref _held);

    public bool TryTake(int bytes) => TryTake(bytes, limit);

    /// <summary>For a body of which more is to come.</summary>
    public bool TryTakeForTrickling(int bytes, bool isSmall) => TryTake(bytes, isSmall ? forSmall : forTrickling);

    public void Return(int bytes) => Interlocked.Add(ref _held, -bytes);

    private bool TryTake(int bytes, long most)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        Return(bytes);
        return false;
    }
}
