using System.Collections.Frozen;

namespace Ingestion.Mail.Html;

/// <summary>The elements of HTML that mails are made of. All others are <see cref="HtmlShape.Transparent"/>.</summary>
internal static class HtmlElements
{
    public static readonly HtmlElement Unknown = new("", HtmlShape.Transparent);
    public static readonly HtmlElement Cell = new("td", HtmlShape.Cell);
    public static readonly HtmlElement Row = new("tr", HtmlShape.Row, Lines: 1);
    public static readonly HtmlElement RowGroup = new("tbody", HtmlShape.RowGroup);
    public static readonly HtmlElement Columns = new("colgroup", HtmlShape.Columns);

    /// <summary>Stands for elements of no known kind that are hidden.</summary>
    public static readonly HtmlElement Nameless = new("", HtmlShape.Inline);

    private static readonly FrozenDictionary<string, HtmlElement> Known = All().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, HtmlElement>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static HtmlElement Find(ReadOnlySpan<char> name) => Lookup.TryGetValue(name, out var element) ? element : Unknown;

    private static IEnumerable<KeyValuePair<string, HtmlElement>> All()
    {
        HtmlElement[] elements =
        [
            Cell, Row, RowGroup, Columns,
            new("th", HtmlShape.Cell), new("thead", HtmlShape.RowGroup), new("tfoot", HtmlShape.RowGroup), new("col", HtmlShape.Column),
            new("table", HtmlShape.Table, 1), new("caption", HtmlShape.Caption, 1),
            new("html", HtmlShape.Page), new("body", HtmlShape.Page, 1),
            new("p", HtmlShape.Paragraph, 2), new("pre", HtmlShape.Block, 1), new("div", HtmlShape.Block, 1), new("center", HtmlShape.Block, 1),
            new("blockquote", HtmlShape.Block, 1), new("address", HtmlShape.Block, 1), new("section", HtmlShape.Block, 1),
            new("article", HtmlShape.Block, 1), new("header", HtmlShape.Block, 1), new("footer", HtmlShape.Block, 1), new("main", HtmlShape.Block, 1),
            new("nav", HtmlShape.Block, 1), new("aside", HtmlShape.Block, 1), new("figure", HtmlShape.Block, 1), new("figcaption", HtmlShape.Block, 1),
            new("ul", HtmlShape.List, 1), new("ol", HtmlShape.List, 1), new("dl", HtmlShape.List, 1),
            new("li", HtmlShape.ListEntry, 1), new("dt", HtmlShape.Term, 1), new("dd", HtmlShape.Term, 1),
            new("a", HtmlShape.Link),
            new("br", HtmlShape.Void), new("img", HtmlShape.Void), new("wbr", HtmlShape.Void), new("hr", HtmlShape.Rule, 1),
        ];
        foreach (var element in elements)
        {
            yield return new(element.Name, element);
        }

        foreach (var name in "h1 h2 h3 h4 h5 h6".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Heading, 2));
        }

        foreach (var name in "span b strong i em u s strike del ins sub sup small big mark abbr acronym cite q dfn code kbd samp var tt font time bdi bdo".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Inline));
        }

        foreach (var name in "form fieldset legend noscript details summary dialog hgroup search".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Edge, 1));
        }

        foreach (var name in "template select datalist object applet audio video canvas frameset foreignobject desc annotation-xml".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Hidden));
        }

        foreach (var name in "style iframe noframes noembed script".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Hidden) { Mode = HtmlContentMode.RawText });
        }

        foreach (var name in "title textarea".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Hidden) { Mode = HtmlContentMode.Text });
        }

        foreach (var name in "svg math".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Foreign));
        }

        foreach (var name in "meta link base basefont bgsound input area embed source track param frame keygen".Split(' '))
        {
            yield return new(name, new HtmlElement(name, HtmlShape.Void) { IsShown = false });
        }

        // other names for the same
        yield return new("image", new HtmlElement("img", HtmlShape.Void));
        yield return new("menu", new HtmlElement("ul", HtmlShape.List, 1));
        yield return new("dir", new HtmlElement("ul", HtmlShape.List, 1));
        yield return new("listing", new HtmlElement("pre", HtmlShape.Block, 1));
        yield return new("xmp", new HtmlElement("pre", HtmlShape.Block, 1) { Mode = HtmlContentMode.RawText });
        yield return new("plaintext", new HtmlElement("pre", HtmlShape.Block, 1) { Mode = HtmlContentMode.PlainText });
    }
}
