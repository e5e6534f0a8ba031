namespace Ingestion.Worker.Attachments;

/// <summary>Removes now and then what died processes left unfinished.</summary>
internal sealed class AttachmentCleaning(AttachmentStore store, TimeProvider time, ILogger<AttachmentCleaning> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (store.Clean() is > 0 and var count)
                {
                    AttachmentLog.Cleaned(logger, count);
                }

                await Task.Delay(Every, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                AttachmentLog.StoreFailed(logger, fault.GetType().Name);
                await Task.Delay(TimeSpan.FromMinutes(10), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
