namespace Ingestion.Worker.Polling;

/// <summary>A channel that this worker polls.</summary>
internal sealed record HeldChannel
{
    public long Fence { get; init; }

    public string? Cursor { get; init; }

    /// <summary>The provider asked for a time without polls that is not over: this worker's predecessor, or another one, was told.</summary>
    public bool IsToBeLeftAlone { get; init; }

    /// <summary>Until when; also when that is over.</summary>
    public DateTimeOffset? AskedUntil { get; init; }
}
