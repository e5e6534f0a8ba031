namespace Ingestion.Worker.Attachments;

/// <summary>
/// What one channel's lanes have in hand: leased many at once, and what became of them recorded many at once, a quarter of a second after the first or
/// when nothing is left in hand. A lane holds only what it fetches; who waits too long for a lane is given back.
/// </summary>
/// <param name="channel">The channel.</param>
/// <param name="queue">Where they come from.</param>
/// <param name="recorded">Told of everything that was recorded.</param>
/// <param name="time">The clock.</param>
internal sealed class AttachmentHand(string channel, AttachmentQueue queue, Func<AttachmentEnd, Task> recorded, TimeProvider time)
{
    private const int Most = 32;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim leasing = new(1, 1);
    private readonly SemaphoreSlim recording = new(1, 1);
    private readonly Queue<AttachmentRow> waiting = [];
    private readonly List<AttachmentRow> untried = [];
    private readonly Dictionary<long, long> keptOfMessage = [];
    private readonly Lock gate = new();
    private List<AttachmentEnd> ended = [];
    private Task soon = Task.CompletedTask;
    private long leasedAt;

    /// <summary>The next one to be fetched; null when none is due.</summary>
    public async Task<AttachmentRow?> NextAsync(CancellationToken cancellationToken)
    {
        await leasing.WaitAsync(cancellationToken);
        try
        {
            if (waiting.Count > 0 && time.GetElapsedTime(leasedAt) > AttachmentQueue.Patience)
            {
                await queue.ReleaseAsync([.. waiting]);
                waiting.Clear();
            }

            if (waiting.Count == 0)
            {
                await RecordAsync();
                await LeaseAsync(cancellationToken);
            }

            return waiting.TryDequeue(out var row) ? row : null;
        }
        finally
        {
            leasing.Release();
        }
    }

    /// <summary>Bytes of the message's attachments that are kept.</summary>
    public long KeptOf(AttachmentRow row)
    {
        lock (gate)
        {
            return keptOfMessage.GetValueOrDefault(row.MessageId, row.KeptOfMessage);
        }
    }

    /// <summary>Notes what became of one; it is recorded soon.</summary>
    public void End(AttachmentRow row, AttachmentVerdict verdict)
    {
        lock (gate)
        {
            ended.Add(new AttachmentEnd(row, verdict));
            keptOfMessage[row.MessageId] = keptOfMessage.GetValueOrDefault(row.MessageId, row.KeptOfMessage) + (verdict.File?.Size ?? 0);
            if (soon.IsCompleted)
            {
                soon = RecordSoonAsync();
            }
        }
    }

    /// <summary>It was not tried to its end.</summary>
    public void GiveBack(AttachmentRow row)
    {
        lock (gate)
        {
            untried.Add(row);
        }
    }

    /// <summary>Records what is not recorded and gives back what was not tried, once no lane works any more.</summary>
    public async Task CloseAsync()
    {
        untried.AddRange(waiting);
        waiting.Clear();
        try
        {
            await RecordAsync();
        }
        finally
        {
            if (untried.Count > 0)
            {
                await queue.ReleaseAsync(untried);
            }
        }
    }

    private async Task LeaseAsync(CancellationToken cancellationToken)
    {
        leasedAt = time.GetTimestamp();
        var rows = await queue.LeaseAsync(channel, Most, cancellationToken);
        lock (gate)
        {
            keptOfMessage.Clear();
            foreach (var row in rows)
            {
                waiting.Enqueue(row);
                keptOfMessage[row.MessageId] = row.KeptOfMessage;
            }
        }
    }

    private async Task RecordSoonAsync()
    {
        await Task.Delay(Gathering, time);
        await RecordAsync();
    }

    private async Task RecordAsync()
    {
        await recording.WaitAsync();
        try
        {
            List<AttachmentEnd> now;
            lock (gate)
            {
                (now, ended) = (ended, []);
            }

            await Task.WhenAll((await FinishAsync(now)).Select(recorded));
        }
        finally
        {
            recording.Release();
        }
    }

    /// <summary>What the store does not take is tried again with the next.</summary>
    private async Task<IReadOnlyList<AttachmentEnd>> FinishAsync(List<AttachmentEnd> now)
    {
        if (now.Count == 0)
        {
            return [];
        }

        try
        {
            return await queue.FinishAsync(now);
        }
        catch
        {
            lock (gate)
            {
                ended.AddRange(now);
            }

            throw;
        }
    }
}
