namespace Ingestion.Worker.Outbox;

/// <summary>An attempt that a receipt is about, with its message.</summary>
internal sealed record ReportedAttempt
{
    public string Channel { get; init; } = "";

    public string ProviderId { get; init; } = "";

    public long OutboxId { get; init; }

    public int Number { get; init; }

    /// <summary>What is known of it so far.</summary>
    public string? Delivery { get; init; }

    public long ComplaintId { get; init; }

    /// <summary>The message's state.</summary>
    public string State { get; init; } = "";

    /// <summary>The message's attempts; a message that was sent once more is judged by the last.</summary>
    public int Attempts { get; init; }

    /// <summary>To whom it went; empty where that does not matter.</summary>
    public string RecipientKind { get; init; } = "";

    public string Recipient { get; init; } = "";
}
