namespace Ingestion.Worker.Hosting;

/// <summary>What has to be done every few seconds. A part's trouble is told by its name and keeps no other part from its turn.</summary>
/// <param name="vital">Without these nothing can be accepted; each only when those before it went well.</param>
/// <param name="others">Done when the vital parts went well.</param>
/// <param name="wentWell">Told each time whether the vital parts did.</param>
/// <param name="logger">Hears of trouble.</param>
internal sealed class Upkeep(IReadOnlyList<UpkeepPart> vital, IReadOnlyList<UpkeepPart> others, Action<bool> wentWell, ILogger<Upkeep> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public async Task RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await KeepUpAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    /// <summary>One round.</summary>
    public async Task KeepUpAsync(CancellationToken cancellationToken)
    {
        foreach (var part in vital)
        {
            if (!await DoAsync(part, cancellationToken))
            {
                wentWell(false);
                return;
            }
        }

        wentWell(true);
        foreach (var part in others)
        {
            await DoAsync(part, cancellationToken);
        }
    }

    private async Task<bool> DoAsync(UpkeepPart part, CancellationToken cancellationToken)
    {
        try
        {
            await part.StepAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            CoreLog.UpkeepFailed(logger, part.Name, Storage.StoreFault.Name(exception));
            return false;
        }
    }
}
