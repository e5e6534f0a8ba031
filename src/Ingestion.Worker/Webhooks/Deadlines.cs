namespace Ingestion.Worker.Webhooks;

/// <summary>
/// Tokens that are cancelled when the limit is over, or up to a sixteenth of it later: requests that begin close together share one, for a
/// timer for each would cost more than the request.
/// </summary>
internal sealed class Deadlines(TimeSpan limit, TimeProvider time)
{
    private readonly TimeSpan _shared = limit / 16;
    private readonly Lock _renewing = new();
    private Shared? _current;

    /// <summary>The token of a request that begins now.</summary>
    public CancellationToken Start()
    {
        var now = time.GetTimestamp();
        return Volatile.Read(ref _current) is { } current && time.GetElapsedTime(current.Begun, now) < _shared ? current.Token : Renew(now);
    }

    private CancellationToken Renew(long now)
    {
        lock (_renewing)
        {
            if (_current is not { } current || time.GetElapsedTime(current.Begun, now) >= _shared)
            {
                // Never disposed: requests may hold the token, and once its time is over nothing is left to free.
                current = new Shared(new CancellationTokenSource(limit + _shared, time).Token, now);
                Volatile.Write(ref _current, current);
            }

            return current.Token;
        }
    }

    private sealed record Shared(CancellationToken Token, long Begun);
}
