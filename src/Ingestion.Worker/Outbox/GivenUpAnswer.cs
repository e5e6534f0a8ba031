namespace Ingestion.Worker.Outbox;

/// <summary>An answer that waits for an operator.</summary>
internal sealed record GivenUpAnswer
{
    public long Id { get; init; }

    /// <summary><c>failed</c>, <c>refused</c>, <c>uncertain</c> or <c>undelivered</c>.</summary>
    public string State { get; init; } = "";

    public string Channel { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }

    public int Attempts { get; init; }

    public string? LastReason { get; init; }
}
