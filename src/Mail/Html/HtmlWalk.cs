using System.Buffers;

namespace Ingestion.Mail.Html;

/// <summary>
/// Goes through an HTML text once and tells of elements that are well nested whatever the tags are: what an end tag leaves open is
/// closed, what cannot stand in a paragraph ends it, rows and cells that a table lacks are added. A standards' parser reads what is told
/// here as the very same tree. Hidden elements are not told. Time grows with the text's length and nothing else.
/// </summary>
internal abstract class HtmlWalk
{
    private const int Deepest = 200;

    // some rows and cells that are added by us may go deeper
    private const int Reserve = 8;

    private readonly Entry[] _open = ArrayPool<Entry>.Shared.Rent(Deepest + Reserve);
    private int _depth;
    private bool _stopped;

    /// <summary>Whether elements were nested deeper than is looked at; their text is read all the same.</summary>
    public bool WasTooDeep { get; private set; }

    private bool IsHidden => _depth > 0 && _open[_depth - 1].Hidden;

    protected void Walk(ReadOnlySpan<char> html)
    {
        var tokens = new HtmlTokens(html);
        char[]? letters = null;
        while (!_stopped)
        {
            var kind = tokens.Read();
            if (kind == HtmlTokenKind.End)
            {
                break;
            }

            switch (kind)
            {
                case HtmlTokenKind.Text when !IsHidden:
                    var text = tokens.Text;
                    if (tokens.HasReferences && text.Contains('&'))
                    {
                        if (letters is null || letters.Length < text.Length)
                        {
                            Return(letters);
                            letters = ArrayPool<char>.Shared.Rent(text.Length);
                        }

                        text = letters.AsSpan(0, HtmlReferences.Decode(text, letters, inAttribute: false));
                    }

                    TextFound(text);
                    break;
                case HtmlTokenKind.StartTag:
                    Start(ref tokens);
                    break;
                case HtmlTokenKind.EndTag:
                    End(HtmlElements.Find(tokens.Name));
                    break;
            }
        }

        CloseDownTo(0);
        Return(letters);
        ArrayPool<Entry>.Shared.Return(_open, clearArray: true);
    }

    /// <summary>Says of an element that it is left out, and whatever it holds too.</summary>
    protected virtual void Skipped(HtmlAttributes attributes)
    {
    }

    /// <summary>An element begins.</summary>
    /// <returns>A mark that comes back when it ends; negative: the element is not wanted, only what it holds.</returns>
    protected abstract int Open(HtmlElement element, HtmlAttributes attributes);

    protected abstract void Close(HtmlElement element, int mark);

    /// <summary>An element without content, or one of whose content only the edges matter.</summary>
    protected abstract void Single(HtmlElement element, HtmlAttributes attributes);

    /// <summary>Text, character references replaced.</summary>
    protected abstract void Text(ReadOnlySpan<char> text);

    /// <summary>Leaves the rest of the text unread; what is open is closed.</summary>
    protected void Stop() => _stopped = true;

    private static void Return(char[]? letters)
    {
        if (letters is not null)
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }

    private void TextFound(ReadOnlySpan<char> text)
    {
        if (_depth > 0 && _open[_depth - 1].Element.IsFrame)
        {
            if (text.IndexOfAnyExcept(" \t\r\n\f") < 0)
            {
                return;
            }

            FillFrame();
        }

        Text(text);
    }

    private void Start(ref HtmlTokens tokens)
    {
        var element = HtmlElements.Find(tokens.Name);
        var attributes = tokens.Attributes;
        if (element.Mode != HtmlContentMode.Markup)
        {
            tokens.Enter(element.Mode, tokens.Name.ToString());
        }

        var hidden = element.IsHidden || (!attributes.IsEmpty && HtmlStyle.Hides(attributes));
        if (element.Shape == HtmlShape.Transparent)
        {
            if (!hidden)
            {
                return;
            }

            element = HtmlElements.Nameless;
        }

        if (IsHidden && EndsForeign(element) && !tokens.Name.Equals("image", StringComparison.OrdinalIgnoreCase))
        {
            LeaveForeign();
        }

        if (hidden || IsHidden)
        {
            Skipped(attributes);
        }

        if (element.Shape == HtmlShape.Edge && !hidden)
        {
            if (!IsHidden)
            {
                Single(element, attributes);
            }

            return;
        }

        if (element.IsVoid)
        {
            if (element.Shape == HtmlShape.Rule)
            {
                EndParagraph();
            }

            if (element.Shape == HtmlShape.Column ? MakeWayForColumn() : !hidden && !IsHidden)
            {
                if (element.IsShown && element.Shape != HtmlShape.Column)
                {
                    FillFrame();
                }

                if (!hidden && !IsHidden)
                {
                    Single(element, attributes);
                }
            }

            return;
        }

        // what hides raw text is remembered at any depth: only its own end tag can follow
        if (_depth >= Deepest && (!element.IsHidden || element.Mode == HtmlContentMode.Markup))
        {
            WasTooDeep = true;
            return;
        }

        if (MakeWay(element, hidden))
        {
            Push(element, attributes, hidden);
        }
    }

    // closes and opens what must be before the element can begin; false when it cannot stand here
    private bool MakeWay(HtmlElement element, bool hidden)
    {
        switch (element.Shape)
        {
            case HtmlShape.Cell:
                return MakeWayForCell();
            case HtmlShape.Row:
                return MakeWayForRow();
            case HtmlShape.RowGroup or HtmlShape.Caption or HtmlShape.Columns:
                return CloseToTable();
        }

        switch (element.Shape)
        {
            case HtmlShape.Link:
                CloseOpen(element);
                break;
            case HtmlShape.ListEntry or HtmlShape.Term:
                EndEntry(element.Shape);
                EndParagraph();
                break;
            case HtmlShape.Heading:
                EndParagraph();
                if (_depth > 0 && _open[_depth - 1].Element.Shape == HtmlShape.Heading)
                {
                    CloseDownTo(_depth - 1);
                }

                break;
            case HtmlShape.Block or HtmlShape.Paragraph or HtmlShape.List or HtmlShape.Table or HtmlShape.Page:
                EndParagraph();
                break;
        }

        if (!hidden)
        {
            FillFrame();
        }

        return true;
    }

    private void Push(HtmlElement element, HtmlAttributes attributes, bool hidden)
    {
        var isHidden = hidden || IsHidden;
        var mark = isHidden ? 0 : Open(element, attributes);
        if (mark >= 0)
        {
            _open[_depth++] = new Entry(element, isHidden, mark);
        }
    }

    private void End(HtmlElement element)
    {
        switch (element.Shape)
        {
            case HtmlShape.Void when element.Name == "br" && !IsHidden:
                FillFrame();
                Single(element, default);
                break;
            case HtmlShape.Edge when !IsHidden:
                Single(element, default);
                break;
            case HtmlShape.Transparent when IsHidden:
                CloseOpen(HtmlElements.Nameless);
                break;
            case HtmlShape.Inline or HtmlShape.Link or HtmlShape.Heading or HtmlShape.Paragraph or HtmlShape.Block or HtmlShape.List or HtmlShape.ListEntry or HtmlShape.Term
                or HtmlShape.Hidden or HtmlShape.Foreign or HtmlShape.Edge:
                CloseOpen(element);
                break;
            case HtmlShape.Table or HtmlShape.Caption or HtmlShape.RowGroup or HtmlShape.Row or HtmlShape.Cell or HtmlShape.Columns:
                ClosePiece(element);
                break;
        }
    }

    // the innermost element of that kind; inline ones do not end the blocks that were begun in them
    private void CloseOpen(HtmlElement element)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            var open = _open[i].Element;
            if (open.Name == element.Name || (open.Shape == HtmlShape.Heading && element.Shape == HtmlShape.Heading))
            {
                CloseDownTo(i);
                return;
            }

            if (open.IsWall || (element.Shape == HtmlShape.ListEntry && open.Shape == HtmlShape.List)
                || (element.Shape == HtmlShape.Inline && !open.IsInline))
            {
                return;
            }
        }
    }

    private void ClosePiece(HtmlElement element)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (_open[i].Element.Name == element.Name)
            {
                CloseDownTo(i);
                return;
            }

            if (_open[i].Element.Shape == HtmlShape.Table)
            {
                return;
            }
        }
    }

    private void EndParagraph()
    {
        for (var i = _depth - 1; i >= 0 && !_open[i].Element.IsWall; i--)
        {
            if (_open[i].Element.Shape == HtmlShape.Paragraph)
            {
                CloseDownTo(i);
                return;
            }
        }
    }

    // an entry of a list ends where the next one begins, unless another list lies between
    private void EndEntry(HtmlShape shape)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            var open = _open[i].Element;
            if (open.Shape == shape)
            {
                CloseDownTo(i);
                return;
            }

            if (!open.IsInline && open.Shape is not (HtmlShape.Paragraph or HtmlShape.Page) && open.Name is not ("div" or "address"))
            {
                return;
            }
        }
    }

    // elements that cannot stand in a drawing or a formula
    private static bool EndsForeign(HtmlElement element) =>
        element.Name.Length > 0 && !element.IsHidden && element.Shape is not (HtmlShape.Link or HtmlShape.Row or HtmlShape.Cell or HtmlShape.RowGroup or HtmlShape.Caption);

    private void LeaveForeign()
    {
        for (var i = _depth - 1; i >= 0 && _open[i].Hidden && _open[i].Element.Shape != HtmlShape.Hidden; i--)
        {
            if (_open[i].Element.Shape == HtmlShape.Foreign)
            {
                CloseDownTo(i);
                return;
            }
        }
    }

    private bool MakeWayForCell()
    {
        var row = Nearest(HtmlShape.Row);
        if (row < 0)
        {
            if (!MakeWayForRow())
            {
                return false;
            }

            Push(HtmlElements.Row, default, hidden: false);
        }
        else
        {
            CloseDownTo(row + 1);
        }

        return true;
    }

    private bool MakeWayForRow()
    {
        var group = Nearest(HtmlShape.RowGroup);
        if (group >= 0)
        {
            CloseDownTo(group + 1);
            return true;
        }

        if (!CloseToTable())
        {
            return false;
        }

        Push(HtmlElements.RowGroup, default, hidden: false);
        return true;
    }

    private bool MakeWayForColumn()
    {
        if (_depth > 0 && _open[_depth - 1].Element.Shape == HtmlShape.Columns)
        {
            return true;
        }

        if (_depth >= Deepest || !CloseToTable())
        {
            return false;
        }

        Push(HtmlElements.Columns, default, hidden: false);
        return true;
    }

    private bool CloseToTable()
    {
        var table = Nearest(HtmlShape.Table);
        if (table >= 0)
        {
            CloseDownTo(table + 1);
        }

        return table >= 0;
    }

    // the innermost open element of that shape, none outside of the innermost table
    private int Nearest(HtmlShape shape)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            var found = _open[i].Element.Shape;
            if (found == shape)
            {
                return i;
            }

            if (found == HtmlShape.Table)
            {
                return -1;
            }
        }

        return -1;
    }

    // what stands between the rows of a table gets a cell to stand in
    private void FillFrame()
    {
        if (_depth > 0 && _open[_depth - 1].Element.IsFrame && MakeWayForCell())
        {
            Push(HtmlElements.Cell, default, hidden: false);
        }
    }

    private void CloseDownTo(int depth)
    {
        while (_depth > depth)
        {
            var entry = _open[--_depth];
            if (!entry.Hidden)
            {
                Close(entry.Element, entry.Mark);
            }
        }
    }

    private readonly record struct Entry(HtmlElement Element, bool Hidden, int Mark);
}
