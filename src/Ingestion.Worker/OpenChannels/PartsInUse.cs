using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels;

/// <summary>
/// One channel's parts as opened once. Counts the calls in flight; once it is retired and the last of them has ended, the parts are disposed.
/// </summary>
internal sealed class PartsInUse(ChannelParts parts)
{
    private readonly CancellationTokenSource retired = new();
    private readonly TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Calls in flight, and one for as long as it is not retired.</summary>
    private int users = 1;

    public ChannelParts Parts => parts;

    /// <summary>Cancelled when others have taken its place: who only waits need wait no longer.</summary>
    public CancellationToken Retired => retired.Token;

    /// <summary>Ends when the parts are disposed.</summary>
    public Task Disposed => disposed.Task;

    /// <summary>False when the parts are disposed or about to be.</summary>
    public bool TryEnter()
    {
        for (var seen = Volatile.Read(ref users); seen > 0;)
        {
            var before = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref users) == 0)
        {
            _ = DisposePartsAsync();
        }
    }

    /// <summary>To be called once.</summary>
    public void Retire()
    {
        retired.Cancel();
        Exit();
    }

    private async Task DisposePartsAsync()
    {
        try
        {
            await parts.DisposeAsync();
        }
        catch (Exception)
        {
            // A connection that cannot even be closed is no longer anybody's trouble.
        }

        disposed.SetResult();
    }
}
