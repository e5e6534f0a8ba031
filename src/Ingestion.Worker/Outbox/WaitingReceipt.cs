namespace Ingestion.Worker.Outbox;

/// <summary>A receipt that is stored and not yet brought together with its attempt.</summary>
internal sealed record WaitingReceipt
{
    public string Channel { get; init; } = "";

    public string ProviderId { get; init; } = "";

    public string State { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>The answer itself, where a report that came as mail names it; null where only the provider's id tells.</summary>
    public long? OutboxId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>How often its attempt was looked for in vain.</summary>
    public int Tries { get; init; }
}
