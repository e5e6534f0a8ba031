namespace Ingestion.Worker.Complaints;

/// <summary>A complaint's classes, as words of the pool.</summary>
internal sealed record ComplaintTraits
{
    public string Kind { get; init; } = "";

    public string Category { get; init; } = "";

    public string Priority { get; init; } = "";

    public string Language { get; init; } = "";
}
