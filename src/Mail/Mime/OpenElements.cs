namespace Ingestion.Mail.Mime;

/// <summary>The elements that are open at one place of an HTML text, as far as reading needs them.</summary>
internal sealed class OpenElements
{
    // deeper ones are not remembered: their text is read all the same
    private const int Deepest = 512;
    private const int LongestSearch = 64;

    private readonly List<Element> _stack = [];

    public bool IsHidden => _stack.Count > 0 && _stack[^1].Hidden;

    public bool IsPreformatted => _stack.Count > 0 && _stack[^1].Preformatted;

    public int QuoteDepth => _stack.Count > 0 ? _stack[^1].QuoteDepth : 0;

    public void Clear() => _stack.Clear();

    public void Push(string name, bool hidden, bool quote)
    {
        if (_stack.Count > 0 && _stack[^1].Name == name && HtmlRules.EndsItself(name))
        {
            _stack.RemoveAt(_stack.Count - 1);
        }

        if (_stack.Count < Deepest)
        {
            var outer = _stack.Count > 0 ? _stack[^1] : default;
            _stack.Add(new Element(name, outer.Hidden || hidden, outer.Preformatted || name == "pre", outer.QuoteDepth + (quote ? 1 : 0)));
        }
    }

    /// <summary>Closes the innermost element of that name and what is open inside it.</summary>
    public void Pop(string name)
    {
        var last = Math.Max(0, _stack.Count - LongestSearch);
        for (var i = _stack.Count - 1; i >= last; i--)
        {
            if (_stack[i].Name == name)
            {
                _stack.RemoveRange(i, _stack.Count - i);
                return;
            }
        }
    }

    private readonly record struct Element(string Name, bool Hidden, bool Preformatted, int QuoteDepth);
}
