namespace TestSupport;

/// <summary>How a customer comes to a page.</summary>
public sealed record Visit(Uri Url)
{
    /// <summary>CSS pixels.</summary>
    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 800;

    /// <summary>What the browser asks for: <c>fa-IR</c>.</summary>
    public string Language { get; init; } = "en-US";

    /// <summary>X-Forwarded-For, as a reverse proxy writes it.</summary>
    public string? Caller { get; init; }

    /// <summary>Whether JavaScript is on.</summary>
    public bool Script { get; init; } = true;

    /// <summary>Filled in this order and sent, with the keyboard alone. What is seen is the page after that.</summary>
    public IReadOnlyList<TypedField> Fields { get; init; } = [];

    /// <summary>A file that the whole page is drawn into.</summary>
    public string? Screenshot { get; init; }
}
