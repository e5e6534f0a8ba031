namespace Ingestion.Mail.Html;

/// <summary>How much of an HTML text is made fit to be shown; what lies beyond is left out and named in <see cref="SafeHtml.Problems"/>.</summary>
public sealed record SafeHtmlLimits
{
    public static SafeHtmlLimits Default { get; } = new();

    /// <summary>Letters that are looked at.</summary>
    public int MaxLength { get; init; } = 1024 * 1024;

    /// <summary>Elements and pieces of text that are shown.</summary>
    public int MaxPieces { get; init; } = 100_000;

    /// <summary>Letters of the result.</summary>
    public int MaxMarkup { get; init; } = 2 * 1024 * 1024;
}
