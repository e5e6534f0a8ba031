using System.Globalization;

namespace Ingestion.Mail.Html;

/// <summary>
/// HTML as text for reading: paragraphs, lists, rows of tables, quotes and links kept; scripts, styles, forms' fields, hidden elements and
/// pictures dropped; nothing fetched.
/// </summary>
public static class HtmlText
{
    /// <summary>The text, lines ended by LF.</summary>
    /// <param name="html">A page or a piece of one; need not be well-formed. Time and memory grow with its length only.</param>
    public static string Read(ReadOnlySpan<char> html) => new Reader(html.Length / 3).Read(html);

    private sealed class Reader(int capacity) : HtmlWalk
    {
        private const int LongestLink = 200;
        private const int LongestSymbol = 8;
        private const int Unnumbered = -1;

        private readonly TextLines _lines = new(capacity);

        // of the list that is open: the number of its next entry
        private int _next = Unnumbered;
        private int _preformatted;
        private string? _link;
        private int _linkStart;

        public string Read(ReadOnlySpan<char> html)
        {
            Walk(html);
            return _lines.Finish();
        }

        protected override int Open(HtmlElement element, HtmlAttributes attributes)
        {
            _lines.Break(element.Lines);
            switch (element.Shape)
            {
                case HtmlShape.Page:
                    return -1;
                case HtmlShape.List when element.Name != "dl":
                    var outer = _next;
                    _lines.Indent++;
                    _next = element.Name == "ol" ? Number(attributes, "start") ?? 1 : Unnumbered;
                    return outer + 1;
                case HtmlShape.ListEntry:
                    _lines.Mark(_next < 0 ? "- " : Numbered(Number(attributes, "value") ?? _next));
                    break;
                case HtmlShape.Cell:
                    _lines.NextCell();
                    break;
                case HtmlShape.Link:
                    _link = attributes.TryGet("href", out var target) && target.Length <= LongestLink ? HtmlReferences.Decode(target).Trim() : null;
                    _linkStart = _lines.Length;
                    break;
                case HtmlShape.Block when element.Name == "pre":
                    _preformatted++;
                    break;
                case HtmlShape.Block when element.Name == "blockquote" && IsQuote(attributes):
                    _lines.QuoteDepth++;
                    return 1;
            }

            return 0;
        }

        protected override void Close(HtmlElement element, int mark)
        {
            switch (element.Shape)
            {
                case HtmlShape.List when element.Name != "dl":
                    _next = mark - 1;
                    _lines.Indent--;
                    break;
                case HtmlShape.ListEntry:
                    _lines.Mark(null);
                    break;
                case HtmlShape.Link:
                    WriteLink();
                    break;
                case HtmlShape.Block when element.Name == "pre":
                    _preformatted--;
                    break;
                case HtmlShape.Block:
                    _lines.QuoteDepth -= mark;
                    break;
            }

            _lines.Break(element.Lines);
        }

        protected override void Single(HtmlElement element, HtmlAttributes attributes)
        {
            _lines.Break(element.Lines);
            switch (element.Name)
            {
                case "br":
                    _lines.LineBreak();
                    break;
                case "img" when attributes.TryGet("alt", out var alt) && IsSymbol(HtmlReferences.Decode(alt)):
                    _lines.Write(HtmlReferences.Decode(alt), preformatted: false);
                    break;
            }
        }

        protected override void Text(ReadOnlySpan<char> text) => _lines.Write(text, _preformatted > 0);

        private string Numbered(int number)
        {
            _next = number == int.MaxValue ? number : number + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{number}. ");
        }

        private static int? Number(HtmlAttributes attributes, string name) =>
            attributes.TryGet(name, out var value) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        // a quotation of earlier mail, as against an indented paragraph
        private static bool IsQuote(HtmlAttributes attributes) =>
            (attributes.TryGet("type", out var type) && type.Equals("cite", StringComparison.OrdinalIgnoreCase))
            || (attributes.TryGet("class", out var kind) && kind.Contains("quote", StringComparison.OrdinalIgnoreCase))
            || (attributes.TryGet("style", out var style) && style.Contains("border-left", StringComparison.OrdinalIgnoreCase));

        // mail programs put smileys as pictures; the names of other pictures are noise
        private static bool IsSymbol(string alt)
        {
            foreach (var letter in alt)
            {
                if (char.IsLetterOrDigit(letter) || letter is ' ' or '.')
                {
                    return false;
                }
            }

            return alt.Length is > 0 and <= LongestSymbol;
        }

        // a link that does not show its own target; tracking links of a page's length are left out
        private void WriteLink()
        {
            if (_link is { } link && _lines.Length > _linkStart)
            {
                var target = ShownTarget(link);
                if (!target.IsEmpty && !_lines.EndsWithPartOf(target, _linkStart))
                {
                    _lines.Write($" ({target})", preformatted: false);
                }
            }

            _link = null;
        }

        private static ReadOnlySpan<char> ShownTarget(string link) =>
            link.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || link.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? link
            : link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? BeforeQuery(link.AsSpan(7))
            : link.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? link.AsSpan(4)
            : default;

        private static ReadOnlySpan<char> BeforeQuery(ReadOnlySpan<char> address) => address.IndexOf('?') is >= 0 and var query ? address[..query] : address;
    }
}
