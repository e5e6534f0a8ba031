using System.Buffers;

namespace Ingestion.Mail.Html;

/// <summary>The attributes of one tag, found one after the other. Values are as written: character references are not replaced yet.</summary>
internal ref struct HtmlAttributes(ReadOnlySpan<char> text)
{
    private const string Space = " \t\n\r\f";

    private static readonly SearchValues<char> BeforeName = SearchValues.Create(Space + "/");
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(Space + "/>=");
    private static readonly SearchValues<char> Spaces = SearchValues.Create(Space);
    private static readonly SearchValues<char> BareValueEnds = SearchValues.Create(Space + ">");

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Where the tag's <c>&gt;</c> is in what follows a tag's name; -1 when the text ends before it.</summary>
    public static int Measure(ReadOnlySpan<char> rest)
    {
        var attributes = new HtmlAttributes(rest);
        while (attributes.Next())
        {
        }

        return attributes._at < rest.Length ? attributes._at : -1;
    }

    /// <summary>False at the end of the tag.</summary>
    public bool Next()
    {
        if (!Skip(BeforeName) || _text[_at] == '>')
        {
            return false;
        }

        // a name may begin with a sign of equality
        var length = _text[(_at + 1)..].IndexOfAny(NameEnds);
        Name = length < 0 ? _text[_at..] : _text.Slice(_at, length + 1);
        Value = default;
        _at += Name.Length;
        if (!Skip(Spaces) || _text[_at] != '=')
        {
            return true;
        }

        _at++;
        if (!Skip(Spaces))
        {
            return true;
        }

        var first = _text[_at];
        if (first is '"' or '\'')
        {
            _at++;
            length = _text[_at..].IndexOf(first);
            Value = length < 0 ? _text[_at..] : _text.Slice(_at, length);
            _at = length < 0 ? _text.Length : _at + length + 1;
        }
        else
        {
            length = _text[_at..].IndexOfAny(BareValueEnds);
            Value = length < 0 ? _text[_at..] : _text.Slice(_at, length);
            _at += Value.Length;
        }

        return true;
    }

    /// <summary>The first attribute of that name, as written; false when there is none.</summary>
    public readonly bool TryGet(string name, out ReadOnlySpan<char> value)
    {
        var all = new HtmlAttributes(_text);
        while (all.Next())
        {
            if (all.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = all.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public readonly bool IsEmpty => _text.IsEmpty;

    private bool Skip(SearchValues<char> what)
    {
        var length = _text[_at..].IndexOfAnyExcept(what);
        _at = length < 0 ? _text.Length : _at + length;
        return length >= 0;
    }
}
