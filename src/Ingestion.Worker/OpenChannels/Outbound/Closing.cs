namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>A time before which a provider wants no request. Its owner locks.</summary>
internal sealed class Closing(TimeProvider time)
{
    private static readonly TimeSpan LongestGuess = TimeSpan.FromMinutes(1);
    private long _since;
    private TimeSpan _for;
    private int _refusals;

    public TimeSpan Left => _for == TimeSpan.Zero || time.GetElapsedTime(_since) >= _for ? TimeSpan.Zero : _for - time.GetElapsedTime(_since);

    /// <summary>A later end stays.</summary>
    public void Close(TimeSpan wait)
    {
        _refusals++;
        if (wait > Left)
        {
            _since = time.GetTimestamp();
            _for = wait;
        }
    }

    /// <summary>For a provider that refuses without saying how long: 1, 2, 4 … seconds, at most a minute, and up to half as much again.</summary>
    /// <param name="jitter">0 to 1.</param>
    public TimeSpan Guess(double jitter) =>
        TimeSpan.FromSeconds(Math.Min(LongestGuess.TotalSeconds, Math.Pow(2, Math.Min(_refusals, 10))) * (1 + (jitter / 2)));

    public void Welcome() => _refusals = 0;
}
