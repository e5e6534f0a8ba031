namespace Ingestion.Worker.Attachments;

/// <summary>Removes now and then what died processes left unfinished, and files that no attachment refers to any more (erased, or never committed).</summary>
internal sealed class AttachmentCleaning(AttachmentStore store, AttachmentQueue queue, TimeProvider time, ILogger<AttachmentCleaning> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await CleanAsync(cancellationToken);
                await Task.Delay(Every, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                AttachmentLog.NotCleaned(logger, fault.GetType().Name);
                await Task.Delay(TimeSpan.FromMinutes(10), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public async Task<int> CleanAsync(CancellationToken cancellationToken)
    {
        var count = store.Clean();
        foreach (var names in store.OldFiles().Chunk(500))
        {
            count += (await queue.UnreferencedAsync(names, cancellationToken)).Count(store.Remove);
        }

        if (count > 0)
        {
            AttachmentLog.Cleaned(logger, count);
        }

        return count;
    }
}
