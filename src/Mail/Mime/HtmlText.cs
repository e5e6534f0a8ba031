using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// HTML as text for reading: paragraphs, lists, quotes and links kept, scripts, styles and hidden elements dropped, nothing fetched.
/// Works on the tokens of AngleSharp's parser without a tree, so that depth costs nothing and time is linear.
/// </summary>
internal sealed class HtmlText
{
    private const int LongestLink = 200;

    private readonly HtmlTokenizer _tokens;
    private readonly OpenElements _open = new();
    private readonly TextLines _lines;
    private string? _link;
    private int _linkStart;

    private HtmlText(string html)
    {
        _tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            SkipProcessingInstructions = true,
            ShouldEmitAttribute = static (ref StructHtmlToken _, ReadOnlyMemory<char> name) => HtmlRules.IsWanted(name.Span),
        };
        _lines = new TextLines(html.Length / 3);
    }

    public static string Read(string html)
    {
        var reader = new HtmlText(html);
        reader.ReadAll();
        return reader._lines.ToString();
    }

    private void ReadAll()
    {
        while (true)
        {
            ref var token = ref _tokens.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    return;
                case HtmlTokenType.Character when !_open.IsHidden:
                    _lines.Write(token.Data.Memory.Span, _open.IsPreformatted);
                    break;
                case HtmlTokenType.StartTag:
                    Start(ref token);
                    break;
                case HtmlTokenType.EndTag:
                    End(HtmlRules.Intern(token.Name.Memory.Span));
                    break;
            }
        }
    }

    private void Start(ref StructHtmlToken token)
    {
        var name = HtmlRules.Intern(token.Name.Memory.Span);
        _tokens.State = HtmlRules.ContentMode(name);
        if (name == "body")
        {
            // what was left open in the head ends here
            _open.Clear();
        }

        if (HtmlRules.IsVoid(name))
        {
            if (!_open.IsHidden)
            {
                Void(name);
            }

            return;
        }

        _open.Push(name, HtmlRules.IsHidden(name, ref token), HtmlRules.IsQuote(name, ref token));
        if (_open.IsHidden)
        {
            return;
        }

        _lines.Break(HtmlRules.LinesAround(name));
        _lines.QuoteDepth = _open.QuoteDepth;
        switch (name)
        {
            case "li":
                _lines.Write("- ", preformatted: false);
                break;
            case "td" or "th":
                _lines.Write(" ", preformatted: false);
                break;
            case "a":
                _link = HtmlRules.Attribute(ref token, "href");
                _linkStart = _lines.Length;
                break;
        }
    }

    private void End(string name)
    {
        var wasHidden = _open.IsHidden;
        _open.Pop(name);
        if (wasHidden)
        {
            return;
        }

        if (name == "a")
        {
            WriteLink();
        }

        _lines.Break(HtmlRules.LinesAround(name));
        _lines.QuoteDepth = _open.QuoteDepth;
    }

    private void Void(string name)
    {
        switch (name)
        {
            case "br":
                _lines.LineBreak();
                break;
            case "hr":
                _lines.Break(1);
                break;
        }
    }

    // a link that does not show its own target; tracking links of a page's length are left out
    private void WriteLink()
    {
        if (_link is { Length: <= LongestLink } target && target.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && _lines.Length > _linkStart && !_lines.EndsWithPartOf(target, _linkStart))
        {
            _lines.Write($" ({target})", preformatted: false);
        }

        _link = null;
    }
}
