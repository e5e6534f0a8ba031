namespace Ingestion.Mail.Html;

/// <summary>Writes what of an HTML text may be shown.</summary>
internal sealed class SafeHtmlWriter(int capacity, SafeHtmlLimits limits) : HtmlWalk
{
    private readonly MarkupText _markup = new(Math.Min(capacity, limits.MaxMarkup));
    private readonly SafeAttributes _attributes = new();
    private int _pieces;
    private bool _atStart = true;
    private bool _atStartOfPre;

    public int RemoteCount => _attributes.RemoteCount;

    /// <summary>Whether the end was left out.</summary>
    public bool WasTooRich { get; private set; }

    public string Write(ReadOnlySpan<char> html)
    {
        Walk(html);
        return _markup.Finish();
    }

    protected override void Skipped(HtmlAttributes attributes) => _attributes.CountRemote(attributes);

    protected override int Open(HtmlElement element, HtmlAttributes attributes)
    {
        if (!HasRoom())
        {
            return -1;
        }

        // direction and colours of a page are those of its content
        var isPage = element.Shape == HtmlShape.Page;
        if (!_attributes.Write(isPage ? "div" : element.Name, attributes, _markup, unlessBare: isPage))
        {
            return -1;
        }

        _atStart = false;
        _atStartOfPre = element.Name == "pre";
        return 0;
    }

    protected override void Close(HtmlElement element, int mark)
    {
        _markup.Close(element.Shape == HtmlShape.Page ? "div" : element.Name);
        _atStartOfPre = false;
    }

    protected override void Single(HtmlElement element, HtmlAttributes attributes)
    {
        if (!element.IsShown || !HasRoom() || (element.Name == "img" && SafeAttributes.IsTracker(attributes)))
        {
            _attributes.CountRemote(attributes);
            return;
        }

        _attributes.Write(element.Name, attributes, _markup);
        _atStart = false;
        _atStartOfPre = false;
    }

    protected override void Text(ReadOnlySpan<char> text)
    {
        if (_atStart)
        {
            text = text.TrimStart(" \t\r\n\f");
        }
        else if (_atStartOfPre)
        {
            // parsers drop one line end there
            text = text.TrimStart("\r\n");
        }

        if (text.IsEmpty || !HasRoom())
        {
            return;
        }

        var room = limits.MaxMarkup - _markup.Length;
        if (text.Length > room)
        {
            text = text[..room];
            WasTooRich = true;
        }

        _markup.Text(text);
        _atStart = false;
        _atStartOfPre = false;
    }

    private bool HasRoom()
    {
        if (_pieces++ < limits.MaxPieces && _markup.Length < limits.MaxMarkup)
        {
            return true;
        }

        WasTooRich = true;
        Stop();
        return false;
    }
}
