namespace Ingestion.Worker.Outbox;

/// <summary>A receipt that is stored and not yet brought together with its attempt.</summary>
internal sealed record WaitingReceipt
{
    public string Channel { get; init; } = "";

    public string ProviderId { get; init; } = "";

    public string State { get; init; } = "";

    public string Reason { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>How often its attempt was looked for in vain.</summary>
    public int Tries { get; init; }
}
