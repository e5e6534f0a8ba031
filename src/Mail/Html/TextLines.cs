using System.Buffers;

namespace Ingestion.Mail.Html;

/// <summary>
/// Collects text in lines: white space folded as browsers do, never more than one empty line, quoted lines led by signs, entries of
/// lists by their marks. Call <see cref="Finish"/> once.
/// </summary>
internal sealed class TextLines
{
    private const int DeepestQuote = 20;
    private const int DeepestIndent = 10;
    private const int LongestLinkShown = 400;

    private char[] _text;
    private int _breaks;
    private bool _space;
    private bool _cell;
    private bool _atStart = true;
    private string? _mark;

    public TextLines(int capacity) => _text = ArrayPool<char>.Shared.Rent(Math.Max(256, capacity));

    /// <summary>How many quotations the next line stands in; led by as many <c>&gt;</c>.</summary>
    public int QuoteDepth { get; set; }

    /// <summary>How many lists the next line stands in.</summary>
    public int Indent { get; set; }

    public int Length { get; private set; }

    /// <summary>Wants at least so many line ends before what comes next.</summary>
    public void Break(int lines)
    {
        if (lines > 0)
        {
            // a paragraph in an entry of a list begins behind its mark
            lines = _mark is null ? lines : 1;
            _breaks = Math.Max(_breaks, lines);
            _space = false;
            _cell = false;
        }
    }

    public void LineBreak() => Break(Math.Min(2, _breaks + 1));

    /// <summary>What leads the next line that has text; null: nothing.</summary>
    public void Mark(string? mark) => _mark = mark;

    /// <summary>What comes next stands in another cell of the same row.</summary>
    public void NextCell() => _cell = _breaks == 0 && !_atStart;

    public void Write(ReadOnlySpan<char> text, bool preformatted)
    {
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '\n' when preformatted:
                    LineBreak();
                    break;
                case ' ' or '\t' when preformatted:
                    Put(letter);
                    break;
                case ' ' or '\n' or '\t' or '\r' or '\f' or '\u00A0':
                    _space = !_atStart && _breaks == 0;
                    break;
                case < ' ' or '\u007F' or '\u00AD' or '\u034F' or '\uFEFF':
                    break;
                default:
                    Put(letter);
                    break;
            }
        }
    }

    /// <summary>Whether what was written since <paramref name="start"/> shows the target or a piece of it.</summary>
    public bool EndsWithPartOf(ReadOnlySpan<char> target, int start)
    {
        var shown = _text.AsSpan(start, Math.Min(Length - start, LongestLinkShown)).Trim(" \n/>");
        return shown.Length > 3 && target.Contains(shown, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The text; nothing can be written afterwards.</summary>
    public string Finish()
    {
        var text = new string(_text, 0, Length);
        ArrayPool<char>.Shared.Return(_text);
        _text = [];
        return text;
    }

    private void Put(char letter)
    {
        if (_breaks > 0 || _atStart)
        {
            StartLine();
        }
        else if (_cell)
        {
            Append('\t');
        }
        else if (_space)
        {
            Append(' ');
        }

        Append(letter);
        _breaks = 0;
        _space = false;
        _cell = false;
        _atStart = false;
    }

    private void StartLine()
    {
        for (var i = _atStart ? 0 : _breaks; i > 0; i--)
        {
            Append('\n');
        }

        for (var i = Math.Min(QuoteDepth, DeepestQuote); i > 0; i--)
        {
            Append('>');
        }

        if (QuoteDepth > 0)
        {
            Append(' ');
        }

        for (var i = 2 * Math.Min(Indent - (_mark is null ? 0 : 1), DeepestIndent); i > 0; i--)
        {
            Append(' ');
        }

        foreach (var letter in _mark ?? "")
        {
            Append(letter);
        }

        _mark = null;
    }

    private void Append(char letter)
    {
        if (Length == _text.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(_text.Length * 2);
            _text.CopyTo(larger, 0);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }

        _text[Length++] = letter;
    }
}
