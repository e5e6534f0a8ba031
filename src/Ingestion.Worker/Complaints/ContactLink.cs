namespace Ingestion.Worker.Complaints;

/// <summary>Two contacts that are one person, or were taken for one: who said so, on what evidence, and who took it back.</summary>
internal sealed record ContactLink
{
    /// <summary>The smaller id.</summary>
    public long FirstContact { get; init; }

    public long SecondContact { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>What it rests on: a message, a note of the operator.</summary>
    public string? Evidence { get; init; }

    public string MadeBy { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public string? UndoneBy { get; init; }

    /// <summary>Null while the link holds.</summary>
    public DateTimeOffset? UndoneAt { get; init; }
}
