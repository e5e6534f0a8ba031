namespace Ingestion.Worker.Outbox;

/// <summary>Which held answers are meant; what is null does not matter.</summary>
internal sealed record HeldFilter
{
    public IReadOnlyList<long>? Ids { get; init; }

    public string? Channel { get; init; }

    public string? Reason { get; init; }

    /// <summary>Held for at least this long.</summary>
    public TimeSpan? HeldFor { get; init; }
}
