using Ingestion.Worker.Attachments;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Hosting;

/// <summary>What fetches and keeps attachments: a keeper for each channel that has any, the disk below them, and who cleans it.</summary>
internal sealed class AttachmentKeeping(Database database, IdBlock fences, ChannelDirectory channels, WorkerSettings settings, TimeProvider time, ILoggerFactory loggers)
{
    private readonly List<WakeSignal> signals = [];
    private AttachmentDisk? disk;

    /// <summary>What keeps the disk from taking files; null when nothing does.</summary>
    public PartTrouble? Trouble => disk?.Trouble;

    /// <summary>There is something to fetch.</summary>
    public void Wake() => signals.ForEach(signal => signal.Set());

    /// <summary>The loops to run; none where no channel has attachments.</summary>
    public IReadOnlyList<Func<CancellationToken, Task>> Begin()
    {
        var store = new AttachmentStore(AttachmentFolder.Of(settings), settings.Attachments.KeepFreeBytes, time);
        var queue = new AttachmentQueue(database, fences, settings.Attachments);
        var messages = new InboxQueue(database, fences, settings.Intake.Lease, settings.Intake.Tries);
        var kept = new AttachmentDisk(
            store,
            async token =>
            {
                await queue.StoreRecoveredAsync(token);
                Wake();
            },
            time,
            loggers.CreateLogger<AttachmentDisk>());
        var loops = new List<Func<CancellationToken, Task>>();
        foreach (var channel in channels.All)
        {
            if (channel.Parts.Attachments is { } source)
            {
                var signal = new WakeSignal();
                signals.Add(signal);
                loops.Add(new AttachmentKeeper(
                    channel.Name,
                    source,
                    queue,
                    store,
                    kept,
                    async (id, token) => await messages.LoadAsync([id], token) is [var message] ? message : null,
                    signal,
                    settings.Attachments,
                    time,
                    loggers.CreateLogger<AttachmentKeeper>()).RunAsync);
            }
        }

        if (loops.Count > 0)
        {
            disk = kept;
            loops.Add(kept.RunAsync);
            loops.Add(new AttachmentCleaning(store, queue, time, loggers.CreateLogger<AttachmentCleaning>()).RunAsync);
        }

        return loops;
    }
}
