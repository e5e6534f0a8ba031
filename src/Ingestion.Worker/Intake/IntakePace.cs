using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Accepting has right of way: while webhooks come in faster than a threshold, the intake takes only a tenth of the time, so that
/// senders are not turned away for work that can wait. It takes its full share again when the flood ends, when it has lasted
/// <see cref="LongestYielding"/>, or when a quarter of the backlog's limit is reached.
/// </summary>
internal sealed class IntakePace(MessageInbox inbox, int maxBacklog, TimeProvider time)
{
    public static readonly TimeSpan LongestYielding = TimeSpan.FromSeconds(20);

    private const int FloodPerSecond = 1000;
    private const int Share = 10;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private long lastAccepted;
    private long lastStamp = time.GetTimestamp();
    private long? floodSince;

    /// <summary>Called after each batch.</summary>
    public Task YieldAsync(CancellationToken cancellationToken)
    {
        var accepted = inbox.AcceptedByWebhooks;
        var elapsed = time.GetElapsedTime(lastStamp);
        var rate = (accepted - lastAccepted) / Math.Max(elapsed.TotalSeconds, 0.001);
        lastAccepted = accepted;
        lastStamp = time.GetTimestamp();
        if (rate < FloodPerSecond)
        {
            floodSince = null;
            return Task.CompletedTask;
        }

        floodSince ??= lastStamp;
        if (time.GetElapsedTime(floodSince.Value) > LongestYielding || inbox.Backlog.Waiting > maxBacklog / 4)
        {
            return Task.CompletedTask;
        }

        var pause = elapsed * (Share - 1);
        return Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
    }
}
