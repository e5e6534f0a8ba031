namespace Ingestion.Worker.Operations;

/// <summary>What this process saw of one channel since it started. Thread-safe; noting a message costs one write to memory.</summary>
internal sealed class ChannelPulse(TimeProvider time)
{
    private readonly Lock gate = new();
    private PulseReading reading = new();
    private long lastMessage;

    /// <summary>A message that had not come before.</summary>
    public void Message() => Volatile.Write(ref lastMessage, time.GetUtcNow().UtcTicks);

    /// <summary>A poll ended well.</summary>
    public void Polled() =>
        Change(seen => seen with { IsPolling = true, LastSuccessAt = time.GetUtcNow(), Failures = 0, PausedUntil = null });

    /// <summary>A poll failed; the next one comes after <paramref name="pause"/>.</summary>
    public void PollFailed(string code, TimeSpan pause) => Change(seen => seen with
    {
        IsPolling = true,
        LastErrorAt = time.GetUtcNow(),
        LastError = code,
        Failures = seen.Failures + 1,
        PausedUntil = time.GetUtcNow() + pause,
    });

    /// <summary>Another worker polls it.</summary>
    public void PolledElsewhere() => Change(seen => seen with { IsPolling = false });

    /// <summary>At least one answer got through.</summary>
    public void Sent() =>
        Change(seen => seen with { HasSent = true, LastSentAt = time.GetUtcNow(), SendFailures = 0, SendPausedUntil = null });

    /// <summary>Answers were tried and none got through, for a reason that is the channel's.</summary>
    public void SendFailed(string code) => Change(seen => seen with
    {
        HasSent = true,
        SendErrorAt = time.GetUtcNow(),
        SendError = code,
        SendFailures = seen.SendFailures + 1,
    });

    /// <summary>Nothing is sent for so long: what the channel's provider or its credentials ask for.</summary>
    public void SendPaused(TimeSpan pause) => Change(seen => seen with { SendPausedUntil = time.GetUtcNow() + pause });

    public PulseReading Read()
    {
        var ticks = Volatile.Read(ref lastMessage);
        lock (gate)
        {
            return ticks == 0 ? reading : reading with { LastMessageAt = new DateTimeOffset(ticks, TimeSpan.Zero) };
        }
    }

    private void Change(Func<PulseReading, PulseReading> change)
    {
        lock (gate)
        {
            reading = change(reading);
        }
    }
}
