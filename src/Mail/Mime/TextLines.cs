using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Collects text in lines: white space folded as browsers do, never more than one empty line, quoted lines led by signs.</summary>
internal sealed class TextLines
{
    private readonly StringBuilder _text;
    private int _breaks;
    private bool _space;
    private bool _atStart = true;

    public TextLines(int capacity) => _text = new StringBuilder(Math.Max(64, capacity));

    /// <summary>How many quotations the next line stands in; led by as many <c>&gt;</c>.</summary>
    public int QuoteDepth { get; set; }

    public int Length => _text.Length;

    /// <summary>Wants at least so many line ends before what comes next.</summary>
    public void Break(int lines)
    {
        if (lines > 0)
        {
            _breaks = Math.Max(_breaks, lines);
            _space = false;
        }
    }

    public void LineBreak()
    {
        _breaks = Math.Min(2, _breaks + 1);
        _space = false;
    }

    public void Write(ReadOnlySpan<char> text, bool preformatted)
    {
        foreach (var letter in text)
        {
            if (letter == '\n' && preformatted)
            {
                LineBreak();
            }
            else if (letter is ' ' or '\n' or '\t' or '\r' or '\f' or '\u00A0')
            {
                _space = !_atStart && _breaks == 0;
                if (preformatted && letter is ' ' or '\t')
                {
                    Put(letter);
                }
            }
            else if (letter is not ('\u00AD' or '\u034F' or '\uFEFF' or '\0'))
            {
                Put(letter);
            }
        }
    }

    /// <summary>Whether what was written since <paramref name="start"/> shows the target or a piece of it.</summary>
    public bool EndsWithPartOf(string target, int start)
    {
        var shown = _text.ToString(start, Math.Min(_text.Length - start, 400)).Trim(' ', '\n', '/', '>');
        return shown.Length > 3 && target.Contains(shown, StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => _text.ToString();

    private void Put(char letter)
    {
        if (_breaks > 0 && !_atStart)
        {
            _text.Append('\n', _breaks);
        }

        if (_breaks > 0 || _atStart)
        {
            if (QuoteDepth > 0)
            {
                _text.Append('>', Math.Min(QuoteDepth, 20)).Append(' ');
            }
        }
        else if (_space)
        {
            _text.Append(' ');
        }

        _text.Append(letter);
        _breaks = 0;
        _space = false;
        _atStart = false;
    }
}
