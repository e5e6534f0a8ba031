namespace Ingestion.Worker.Operations;

/// <summary>Wakes one waiting worker of this process; sets that come while it works count as one.</summary>
internal sealed class WakeSignal
{
    private readonly SemaphoreSlim semaphore = new(0, 1);

    public void Set()
    {
        if (semaphore.CurrentCount > 0)
        {
            return;
        }

        try
        {
            semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody set it in between: set is set.
        }
    }

    /// <summary>Returns at the next set, or after <paramref name="atMost"/>, for what other processes did.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => semaphore.WaitAsync(atMost, cancellationToken);

    /// <summary>Forgets a set that nobody waited for.</summary>
    public void Clear() => semaphore.Wait(TimeSpan.Zero, CancellationToken.None);

    /// <summary>The same by another clock. Returns whether it was set.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await semaphore.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
