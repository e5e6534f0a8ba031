namespace Ingestion.Worker.Outbox;

/// <summary>An answer that is held back.</summary>
internal sealed record HeldAnswer
{
    public long Id { get; init; }

    public long ComplaintId { get; init; }

    public string Channel { get; init; } = "";

    public string Language { get; init; } = "";

    public string TrackingNumber { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it should have left.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Why it is held.</summary>
    public string Reason { get; init; } = "";
}
