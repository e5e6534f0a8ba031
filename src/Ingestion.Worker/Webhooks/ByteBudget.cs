namespace Ingestion.Worker.Webhooks;

/// <summary>Bytes of request bodies that may be held at one time over all requests.</summary>
internal sealed class ByteBudget(long limit)
{
    private long _held;

    public long Held => Volatile.Read(ref _held);

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref _held, -bytes);
}
