namespace Ingestion.Worker.Intake;

/// <summary>
/// Accepting has right of way: while webhooks come in faster than a threshold, the intake takes only a fiftieth of the time and a small batch
/// every two seconds at least, so that senders are not turned away for work that can wait. Nobody waits noticeably longer for it: in a
/// flood nearly everybody stands behind it in the queue. It takes its full share again when the flood ends, when it has lasted
/// <see cref="LongestYielding"/>, or when a quarter of the backlog's limit is reached.
/// </summary>
/// <param name="accepted">Messages that webhooks brought since the start.</param>
/// <param name="waiting">Messages that wait for their decision.</param>
/// <param name="maxBacklog">How many may wait.</param>
/// <param name="batchSize">Most messages in a batch.</param>
/// <param name="time">The clock.</param>
internal sealed class IntakePace(Func<long> accepted, Func<long> waiting, int maxBacklog, int batchSize, TimeProvider time)
{
    public static readonly TimeSpan LongestYielding = TimeSpan.FromSeconds(20);

    private const int FloodPerSecond = 1000;
    private const int Share = 50;
    private const int SmallBatch = 50;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private long lastAccepted = accepted();
    private long lastStamp = time.GetTimestamp();
    private long resumed = time.GetTimestamp();
    private long? floodSince;
    private bool yields;

    /// <summary>
    /// Most messages in the next batch. A large one takes longer than a fiftieth of the longest pause, on a slow machine many times as long.
    /// </summary>
    public int BatchSize => yields ? Math.Min(SmallBatch, batchSize) : batchSize;

    /// <summary>Called before work that follows on waiting for messages: waiting is not work.</summary>
    public void Resume() => resumed = time.GetTimestamp();

    /// <summary>Called after each batch.</summary>
    public async Task YieldAsync(CancellationToken cancellationToken)
    {
        var total = accepted();
        var rate = (total - lastAccepted) / Math.Max(time.GetElapsedTime(lastStamp).TotalSeconds, 0.001);
        var worked = time.GetElapsedTime(resumed);
        lastAccepted = total;
        lastStamp = time.GetTimestamp();
        if (rate < FloodPerSecond)
        {
            floodSince = null;
        }
        else
        {
            floodSince ??= lastStamp;
        }

        yields = floodSince is { } since && time.GetElapsedTime(since) <= LongestYielding && waiting() <= maxBacklog / 4;
        if (yields)
        {
            var pause = worked * (Share - 1);
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
        }

        Resume();
    }
}
