using Ingestion.Worker.Operations;

namespace Ingestion.Worker.Attachments;

/// <summary>
/// Knows whether the folder takes files: a failed keeping says that it does not, and a small file is written there every minute, every few seconds while
/// it does not. Once it does again, what waited for it is tried at once.
/// </summary>
/// <param name="store">The folder.</param>
/// <param name="recovered">What waited is due now.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when it begins and when it is over.</param>
internal sealed class AttachmentDisk(AttachmentStore store, Func<CancellationToken, Task> recovered, TimeProvider time, ILogger<AttachmentDisk> logger)
{
    public const string Part = "attachments";

    private static readonly TimeSpan WhileWhole = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WhileBroken = TimeSpan.FromSeconds(5);

    private readonly WakeSignal failed = new();
    private readonly Lock gate = new();
    private volatile PartTrouble? trouble;

    /// <summary>What is the matter; null: nothing.</summary>
    public PartTrouble? Trouble => trouble;

    /// <summary>Something could not be kept.</summary>
    public void Failed(Exception fault)
    {
        var code = DiskFault.CodeOf(fault);
        lock (gate)
        {
            if (trouble?.Code != code)
            {
                trouble = new PartTrouble(Part, code, trouble?.Since ?? time.GetUtcNow());
                AttachmentLog.StoreFailed(logger, code);
            }
        }

        failed.Set();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(cancellationToken);
                failed.Clear();
                if (trouble is null)
                {
                    await failed.WaitAsync(WhileWhole, time, cancellationToken);
                }
                else
                {
                    await Task.Delay(WhileBroken, time, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // The pool does not answer: what waited for the disk is told at the next look.
                AttachmentLog.NotTold(logger, fault.GetType().Name);
                await Task.Delay(WhileBroken, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Writes a small file as attachments are written, and removes it.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            store.Probe();
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            Failed(fault);
            return;
        }

        if (trouble is not null)
        {
            await recovered(cancellationToken);
            trouble = null;
            AttachmentLog.StoreRecovered(logger);
        }
    }
}
