namespace Ingestion.Mail.Html;

/// <summary>
/// HTML of a stranger made fit to be shown inside a page: a piece of markup that holds only elements, attributes, styles and addresses of
/// an allow-list. It runs nothing, loads nothing from anywhere, posts nothing, and lays nothing over what stands around it. Made again
/// from itself it stays the same, and every browser reads it as the tree that was meant: what AngleSharp's parser, which follows the
/// standard, reads in it is compared before it is given out.
/// </summary>
/// <param name="Markup">Block-level content for a <c>div</c> of the page. Pictures are <c>cid:</c> (to be replaced by whoever shows the mail) or <c>data:</c>.</param>
/// <param name="RemoteCount">How many pictures and other things the sender wanted to be fetched from elsewhere; all left out.</param>
/// <param name="Problems">Why something is missing, as short stable codes: <c>html-too-long</c>, <c>html-too-deep</c>, <c>html-too-rich</c>,
/// <c>html-unstable</c> (shown as plain text instead).</param>
public sealed record SafeHtml(string Markup, int RemoteCount, IReadOnlyList<string> Problems)
{
    /// <summary>Makes HTML fit to be shown. Time and memory grow with its length only. Never throws for what the text is.</summary>
    /// <param name="html">A page or a piece of one; need not be well-formed.</param>
    /// <param name="limits">Null: <see cref="SafeHtmlLimits.Default"/>.</param>
    public static SafeHtml From(ReadOnlySpan<char> html, SafeHtmlLimits? limits = null)
    {
        limits ??= SafeHtmlLimits.Default;
        List<string> problems = [];
        if (html.Length > limits.MaxLength)
        {
            problems.Add("html-too-long");
            html = html[..limits.MaxLength];
        }

        var writer = new SafeHtmlWriter(html.Length, limits);
        var markup = writer.Write(html);
        if (writer.WasTooDeep)
        {
            problems.Add("html-too-deep");
        }

        if (writer.WasTooRich)
        {
            problems.Add("html-too-rich");
        }

        if (!MarkupProof.Holds(markup))
        {
            problems.Add("html-unstable");
            markup = AsText(html);
        }

        return new SafeHtml(markup, writer.RemoteCount, problems);
    }

    private static string AsText(ReadOnlySpan<char> html)
    {
        var markup = new MarkupText(html.Length);
        markup.Open("pre");
        markup.EndOfTag();
        markup.Text(HtmlText.Read(html));
        markup.Close("pre");
        return markup.Finish();
    }
}
