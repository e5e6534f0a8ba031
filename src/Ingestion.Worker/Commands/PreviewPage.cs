using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ingestion.Worker.Acknowledgements;

namespace Ingestion.Worker.Commands;

/// <summary>All templates with sample values on one page, to be looked at: a document of its own that loads nothing.</summary>
internal static class PreviewPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(IReadOnlyList<TemplatePreview> previews)
    {
        var page = new StringBuilder(200_000).Append(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Messages to customers</title>
            <style>
            body{margin:0 auto;max-width:76rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:#1b2430;background:#f3f5f7}
            nav a{margin-inline-end:1rem}
            section{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}
            article{background:#fff;border:1px solid #dde2e7;border-radius:.5rem;padding:1rem;min-width:0}
            article.mail{grid-column:1/-1}
            h3{margin:0 0 .5rem;font-size:.9375rem;font-weight:600;overflow-wrap:anywhere}
            .note{margin:.25rem 0;color:#b3261e;font-weight:600}
            .soft{color:#55606e;font-weight:400}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}
            .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}
            iframe{width:100%;height:34rem;border:1px solid #dde2e7;background:#fff}
            </style>
            </head>
            <body>
            <h1>Messages to customers</h1>
            <p>Every template with sample values. Those of your own are marked.</p>

            """);
        page.Append("<nav>");
        foreach (var language in previews.Select(preview => preview.Language).Distinct())
        {
            page.Append(CultureInfo.InvariantCulture, $"<a href=\"#{language}\">{language}</a>");
        }

        page.Append("</nav>\n");
        foreach (var language in previews.GroupBy(preview => preview.Language))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{language.Key}\">{language.Key}</h2>\n");
            foreach (var kind in language.GroupBy(preview => preview.Kind))
            {
                page.Append("<section>\n");
                kind.ToList().ForEach(preview => Append(page, preview));
                page.Append("</section>\n<hr>\n");
            }
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, TemplatePreview preview)
    {
        var direction = CustomerLanguage.IsRightToLeft(preview.Language) ? "rtl" : "ltr";
        var count = preview.TextMessages is { } messages ? string.Create(CultureInfo.InvariantCulture, $" <span class=\"soft\">{messages} SMS, {preview.Text.Text.Length} characters</span>") : "";
        page.Append(CultureInfo.InvariantCulture, $"<article{(preview.Text.Html is null ? "" : " class=\"mail\"")}>\n<h3>{E(preview.Path)}{(preview.IsOverridden ? " (your own)" : "")}{count}</h3>\n");
        foreach (var note in preview.Notes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{E(note)}</p>\n");
        }

        var plain = $"<pre lang=\"{preview.Language}\" dir=\"{direction}\">{E(preview.Text.Text)}</pre>\n";
        if (preview.Text.Html is { } html)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p lang=\"{preview.Language}\" dir=\"{direction}\"><strong>{E(preview.Text.Subject)}</strong></p>\n<div class=\"sides\">{plain}<iframe title=\"{E(preview.Path)} as HTML\" sandbox srcdoc=\"{E(html)}\"></iframe></div>\n");
        }
        else
        {
            page.Append(plain);
        }

        page.Append("</article>\n");
    }

    private static string E(string text) => Html.Encode(text);
}
