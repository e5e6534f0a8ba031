using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Clusters;

/// <summary>
/// Runs the <see cref="ClusterStage"/>. Registering and answering have right of way: while many messages wait for that, nothing is compared
/// for <see cref="LongestYielding"/>, and from then on comparing takes a tenth of the time.
/// </summary>
/// <param name="stage">Compares.</param>
/// <param name="database">Tells trouble of the store from trouble with a message.</param>
/// <param name="isBusy">Whether many messages wait to be registered or answered.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of failures.</param>
internal sealed class ClusterWorker(ClusterStage stage, Database database, Func<bool> isBusy, TimeProvider time, ILogger<ClusterWorker> logger)
{
    /// <summary>How much later an incident may be noticed because many messages came at once.</summary>
    public static readonly TimeSpan LongestYielding = TimeSpan.FromSeconds(20);

    private const int Share = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ExchangeEvery = TimeSpan.FromMinutes(10);

    private long exchanged = time.GetTimestamp();
    private long? busySince;

    /// <summary>Set when messages wait.</summary>
    public WakeSignal Signal { get; } = new();

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await GiveWayAsync(cancellationToken);
                var began = time.GetTimestamp();
                var count = await stage.WorkAsync(failures == 0 ? ClusterStage.BatchSize : 1, cancellationToken);
                failures = 0;
                if (count == 0)
                {
                    busySince = null;
                    await ExchangeAsync(cancellationToken);
                    await Signal.WaitAsync(Idle, cancellationToken);
                }
                else if (isBusy())
                {
                    var pause = time.GetElapsedTime(began) * (Share - 1);
                    await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                ClusterLog.Failed(logger, exception.GetType().Name, ++failures);
                if (failures > 1 && !database.IsTransient(exception))
                {
                    await SkipAsync(cancellationToken);
                }

                await Task.Delay(TimeSpan.FromSeconds(Math.Min(failures, 10)), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await ExchangeLastAsync();
    }

    /// <summary>Once until everything is compared: a backlog that comes and goes does not put it off again and again.</summary>
    private async Task GiveWayAsync(CancellationToken cancellationToken)
    {
        while (isBusy())
        {
            busySince ??= time.GetTimestamp();
            if (time.GetElapsedTime(busySince.Value) >= LongestYielding)
            {
                return;
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    /// <summary>Half a megabyte each time: seldom, where little comes.</summary>
    private async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(exchanged) >= ExchangeEvery)
        {
            await stage.ExchangeAsync(cancellationToken);
            exchanged = time.GetTimestamp();
        }
    }

    private async Task ExchangeLastAsync()
    {
        try
        {
            await stage.ExchangeAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            ClusterLog.Failed(logger, exception.GetType().Name, 1);
        }
    }

    private async Task SkipAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stage.SkipAsync(cancellationToken);
        }
        catch (Exception exception) when (database.IsTransient(exception) || exception is OperationCanceledException)
        {
            // Tried again with the next failure, or at the next start.
        }
    }
}
