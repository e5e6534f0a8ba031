namespace Ingestion.Worker.Following;

/// <summary>The words of the status page in one language.</summary>
internal sealed record StatusTexts
{
    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string Number { get; init; }

    public required string NumberHint { get; init; }

    public required string Contact { get; init; }

    public required string ContactHint { get; init; }

    public required string Show { get; init; }

    public required string ErrorTitle { get; init; }

    /// <summary>Above what is no mistake of who asks.</summary>
    public required string LaterTitle { get; init; }

    /// <summary>The heading of the answer.</summary>
    public required string Answer { get; init; }

    /// <summary>Twelve digits were not typed, or they are mistyped.</summary>
    public required string NumberFault { get; init; }

    public required string ContactFault { get; init; }

    /// <summary>Number and contact do not belong together; says not which is wrong.</summary>
    public required string NotFound { get; init; }

    /// <summary>Too many tries.</summary>
    public required string TooOften { get; init; }

    /// <summary>The store does not answer.</summary>
    public required string Unavailable { get; init; }

    /// <summary>A link that is not ours, or whose complaint is gone.</summary>
    public required string LinkFault { get; init; }

    public required string Status { get; init; }

    public required string Received { get; init; }

    public required string Since { get; init; }

    public required string Expected { get; init; }

    public required string Promised { get; init; }

    public required string Another { get; init; }
}
