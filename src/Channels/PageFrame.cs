using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ingestion.Channels;

/// <summary>What every page for customers stands in: head, organisation, links to the languages, and the headers it goes out with.</summary>
public static class PageFrame
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Text for an element or a quoted attribute.</summary>
    public static string Encode(string text) => Html.Encode(text);

    /// <summary>The whole page.</summary>
    /// <param name="language">A tag of <see cref="PageLanguage.All"/>.</param>
    /// <param name="organisation">Whose page it is; may be empty.</param>
    /// <param name="title">Plain text.</param>
    /// <param name="main">HTML.</param>
    /// <param name="footer">HTML; may be empty.</param>
    /// <param name="isOfPost">The page answers a post: a link to another language would lose what was typed or told, so there is none.</param>
    public static string Around(string language, string organisation, string title, string main, string footer = "", bool isOfPost = false)
    {
        var shown = PageLanguage.Find(language) ?? throw new ArgumentException($"no page is written in {language}", nameof(language));
        var page = new StringBuilder(PageStyle.Css.Length + main.Length + 2048);
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{shown.Tag}" dir="{shown.Direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{Encode(organisation.Length == 0 ? title : $"{title} – {organisation}")}</title>
            <style>
            """).Append(PageStyle.Css).Append(CultureInfo.InvariantCulture, $"""
            </style>
            </head>
            <body>
            <div class="page">
            <header><p class="who">{Encode(organisation)}</p>

            """);
        if (!isOfPost)
        {
            Languages(page, shown);
        }

        page.Append("</header>\n<main>\n").Append(main).Append("</main>\n");
        if (footer.Length > 0)
        {
            page.Append("<footer>").Append(footer).Append("</footer>\n");
        }

        return page.Append("</div>\n</body>\n</html>\n").ToString();
    }

    private static void Languages(StringBuilder page, PageLanguage shown)
    {
        page.Append(CultureInfo.InvariantCulture, $"<nav aria-label=\"{Encode(shown.Languages)}\"><ul>");
        foreach (var other in PageLanguage.All)
        {
            var current = other == shown ? " aria-current=\"true\"" : "";
            page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"?lang={other.Tag}\" lang=\"{other.Tag}\" dir=\"{other.Direction}\" hreflang=\"{other.Tag}\"{current}>{Encode(other.NativeName)}</a></li>");
        }

        page.Append("</ul></nav>");
    }

    /// <summary>The headers of a page beside its type.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers { get; } =
    [
        new("Content-Security-Policy", PageStyle.Policy),
        new("Referrer-Policy", "no-referrer"),
        new("X-Content-Type-Options", "nosniff"),

        // A page from a cache would show one customer's matter to another, or carry a token that somebody has used.
        new("Cache-Control", "no-store"),
        new("Vary", "Accept-Language"),
    ];
}
