namespace TestSupport;

/// <summary>A page as a browser shows it.</summary>
public sealed record SeenPage
{
    /// <summary>Why nothing was seen.</summary>
    public string? Fault { get; init; }

    public int Status { get; init; }

    public string Title { get; init; } = "";

    /// <summary>The page's own, not the browser's.</summary>
    public string Language { get; init; } = "";

    public string Direction { get; init; } = "";

    /// <summary>What can be read.</summary>
    public string Text { get; init; } = "";

    /// <summary>What has the focus when the page is there; null when nothing has.</summary>
    public SeenControl? Focus { get; init; }

    /// <summary>The field that the fault's link puts the focus on; null without one.</summary>
    public string? FaultLeadsTo { get; init; }

    /// <summary>Everything visible that takes the focus, in the order of the document, without it.</summary>
    public IReadOnlyList<SeenControl> Controls { get; init; } = [];

    /// <summary>What Tab reached until it came round, each with the focus.</summary>
    public IReadOnlyList<SeenControl> Walk { get; init; } = [];

    public IReadOnlyList<SeenText> Texts { get; init; } = [];

    /// <summary>What is wider than the screen at this width, at 320 pixels and at 200 % text.</summary>
    public IReadOnlyList<string> Overflows { get; init; } = [];

    /// <summary>Every request of the visit.</summary>
    public IReadOnlyList<Uri> Requests { get; init; } = [];

    /// <summary>Names of the cookies that it left.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];

    /// <summary>Rules of accessibility that are broken, light and dark.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];
}
