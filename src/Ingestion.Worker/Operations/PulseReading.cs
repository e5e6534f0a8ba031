namespace Ingestion.Worker.Operations;

/// <summary>What a process saw of a channel, at one moment.</summary>
internal sealed record PulseReading
{
    /// <summary>This process polls the channel: what it saw of that is the newest.</summary>
    public bool IsPolling { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    public string? LastError { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset? PausedUntil { get; init; }

    public DateTimeOffset? LastMessageAt { get; init; }

    /// <summary>This process has tried to send.</summary>
    public bool HasSent { get; init; }

    public DateTimeOffset? LastSentAt { get; init; }

    public DateTimeOffset? SendErrorAt { get; init; }

    public string? SendError { get; init; }

    public int SendFailures { get; init; }

    public DateTimeOffset? SendPausedUntil { get; init; }
}
