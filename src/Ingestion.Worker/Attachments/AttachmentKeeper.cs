using Ingestion.Channels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Attachments;

/// <summary>
/// Fetches what is attached to one channel's messages, some at a time; a provider that hangs holds up no other channel. A file is safe on the
/// disk before its row says so; a killed process leaves a row that is fetched again.
/// </summary>
/// <param name="channel">The channel.</param>
/// <param name="source">Gives bytes.</param>
/// <param name="queue">What is to be fetched.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="disk">Told what the store cannot take.</param>
/// <param name="load">A message with its raw bytes, or null.</param>
/// <param name="signal">Set when there is something new.</param>
/// <param name="settings">The limits.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class AttachmentKeeper(
    string channel,
    IAttachmentSource source,
    AttachmentQueue queue,
    AttachmentStore store,
    AttachmentDisk disk,
    Func<long, CancellationToken, Task<AcceptedMessage?>> load,
    WakeSignal signal,
    AttachmentSettings settings,
    TimeProvider time,
    ILogger<AttachmentKeeper> logger)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var found = await WorkAsync(cancellationToken);
                failures = 0;
                if (!found)
                {
                    await signal.WaitAsync(Idle, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                AttachmentLog.Failed(logger, channel, exception.GetType().Name, ++failures);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(200 * Math.Pow(2, failures), 30_000)), time, CancellationToken.None);
            }
        }
    }

    /// <summary>Fetches until nothing is due. Returns whether there was anything.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        if (!await queue.IsAnythingDueAsync(channel, cancellationToken))
        {
            return false;
        }

        var hand = new AttachmentHand(channel, queue, AfterCommitAsync, time);
        var messages = new LatestMessage(load);
        try
        {
            return (await Task.WhenAll(Enumerable.Range(0, settings.Parallel).Select(_ => LaneAsync(hand, messages, cancellationToken)))).Any(found => found);
        }
        finally
        {
            await hand.CloseAsync();
        }
    }

    /// <summary>One after the other, beside the other lanes: a fetch that hangs holds up its own lane.</summary>
    private async Task<bool> LaneAsync(AttachmentHand hand, LatestMessage messages, CancellationToken cancellationToken)
    {
        var any = false;
        while (!cancellationToken.IsCancellationRequested && await hand.NextAsync(cancellationToken) is { } row)
        {
            any = true;
            try
            {
                var verdict = await KeepAsync(row, hand.KeptOf(row), messages, cancellationToken);
                Failpoint.Reach("attachment-not-committed");
                hand.End(row, verdict);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                hand.GiveBack(row);
                throw;
            }
        }

        return any;
    }

    private async Task AfterCommitAsync(AttachmentEnd end)
    {
        var (row, verdict) = end;
        if (verdict.State == AttachmentState.Withheld)
        {
            AttachmentLog.Withheld(logger, channel, row.MessageId, row.Number, verdict.Reason!);
        }
        else if (verdict.File is { } file && !File.Exists(store.PathOf(file.Sha256)))
        {
            // An equal file of others, cleaned away in the very moment between finding it and referring to it.
            await queue.FetchAgainAsync(row, file.Sha256);
        }
    }

    private async Task<AttachmentVerdict> KeepAsync(AttachmentRow row, long keptOfMessage, LatestMessage messages, CancellationToken cancellationToken)
    {
        if (row.Number > settings.MaxPerMessage)
        {
            return new AttachmentVerdict(AttachmentState.Withheld, "too-many", TimeSpan.Zero);
        }

        if (await messages.GetAsync(row.MessageId, cancellationToken) is not { } message)
        {
            return new AttachmentVerdict(AttachmentState.Withheld, "message-erased", TimeSpan.Zero);
        }

        IncomingFile incoming;
        try
        {
            incoming = store.Begin(Math.Min(settings.MaxBytesPerMessage - keptOfMessage, settings.MaxBytes));
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            return StoreFailed(fault);
        }

        await using (incoming)
        {
            return await FetchAsync(row, message, incoming, cancellationToken);
        }
    }

    private async Task<AttachmentVerdict> FetchAsync(AttachmentRow row, AcceptedMessage message, IncomingFile incoming, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.Timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        AttachmentFetch fetch;
        try
        {
            // Waited for no longer than that, even where a source does not listen; its stream is closed then.
            fetch = await Task.Run(() => source.FetchAsync(message, row.SourceKey, incoming, ends.Token), CancellationToken.None).WaitAsync(ends.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            return AfterFault(row, incoming, fault);
        }

        if (incoming.IsTooLarge || incoming.DiskFault is not null)
        {
            return AfterFault(row, incoming, new IOException("not all was written"));
        }

        if (fetch.WithheldBecause is { } reason)
        {
            return AttachmentSchedule.Refused(reason, row.Tries, Random.Shared.NextDouble());
        }

        try
        {
            var file = store.Keep(incoming);
            Failpoint.Reach("attachment-renamed");
            return new AttachmentVerdict(AttachmentState.Kept, null, TimeSpan.Zero, file);
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            return StoreFailed(fault);
        }
    }

    private AttachmentVerdict AfterFault(AttachmentRow row, IncomingFile incoming, Exception fault)
    {
        if (incoming.IsTooLarge)
        {
            return new AttachmentVerdict(AttachmentState.Withheld, "too-large", TimeSpan.Zero);
        }

        if (incoming.DiskFault is { } refusal)
        {
            return StoreFailed(refusal);
        }

        var channelFault = fault as ChannelFaultException;
        var reason = channelFault?.Code ?? (fault is OperationCanceledException ? "timeout" : "fetch-failed-" + fault.GetType().Name);
        return AttachmentSchedule.Failed(reason, row.Tries, time.GetUtcNow() - row.CreatedAt, channelFault?.RetryAfter, settings, Random.Shared.NextDouble());
    }

    private AttachmentVerdict StoreFailed(Exception fault)
    {
        disk.Failed(fault);
        return AttachmentSchedule.StoreFailed(AttachmentQueue.StoreUnavailable, Random.Shared.NextDouble());
    }
}
