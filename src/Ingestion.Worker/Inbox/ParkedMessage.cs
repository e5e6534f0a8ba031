namespace Ingestion.Worker.Inbox;

/// <summary>A message that waits for an operator.</summary>
internal sealed record ParkedMessage
{
    public long MessageId { get; init; }

    public string Channel { get; init; } = "";

    public DateTimeOffset AcceptedAt { get; init; }

    public DateTimeOffset ParkedAt { get; init; }

    public string ParkedReason { get; init; } = "";

    public int Claims { get; init; }

    public int Size { get; init; }
}
