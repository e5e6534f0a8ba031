namespace Ingestion.Mail.Html;

/// <summary>What is known about a kind of element.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Lines">Line ends that stand at least before and after it in text.</param>
internal sealed record HtmlElement(string Name, HtmlShape Shape, int Lines = 0)
{
    public HtmlContentMode Mode { get; init; }

    /// <summary>Whether it may stand in HTML that is shown.</summary>
    public bool IsShown { get; init; } = Shape is not (HtmlShape.Transparent or HtmlShape.Edge or HtmlShape.Hidden or HtmlShape.Foreign);

    public bool IsVoid => Shape is HtmlShape.Void or HtmlShape.Rule or HtmlShape.Column;

    public bool IsHidden => Shape is HtmlShape.Hidden or HtmlShape.Foreign;

    public bool IsInline => Shape is HtmlShape.Inline or HtmlShape.Link;

    /// <summary>What is open outside of it cannot be closed inside of it.</summary>
    public bool IsWall => Shape is HtmlShape.Table or HtmlShape.Caption or HtmlShape.Cell or HtmlShape.RowGroup or HtmlShape.Row or HtmlShape.Columns;

    /// <summary>Whether only rows and cells may stand in it directly.</summary>
    public bool IsFrame => Shape is HtmlShape.Table or HtmlShape.RowGroup or HtmlShape.Row or HtmlShape.Columns;
}
