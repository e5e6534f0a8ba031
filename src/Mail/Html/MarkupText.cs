using System.Buffers;

namespace Ingestion.Mail.Html;

/// <summary>
/// Collects markup in the one form that is used here: names in lower case, values in double quotes, everything escaped that could be read
/// as anything but a letter. Call <see cref="Finish"/> once.
/// </summary>
internal sealed class MarkupText(int capacity)
{
    // controls, and the marks that turn the direction of what follows them beyond the end of the text
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "&<>\"\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"
        + "\u007F\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099"
        + "\u009A\u009B\u009C\u009D\u009E\u009F\u202A\u202B\u202C\u202D\u202E\uFEFF\uFFFE\uFFFF" + Surrogates());

    private char[] _text = ArrayPool<char>.Shared.Rent(Math.Max(256, capacity));

    public int Length { get; private set; }

    /// <summary><c>&lt;name</c>; attributes may follow, and <see cref="EndOfTag"/> must.</summary>
    public void Open(string name)
    {
        Append("<");
        Append(name);
    }

    public void EndOfTag() => Append(">");

    public void Close(string name)
    {
        Append("</");
        Append(name);
        Append(">");
    }

    public void Attribute(string name, ReadOnlySpan<char> value)
    {
        Append(" ");
        Append(name);
        Append("=\"");
        Text(value, inAttribute: true);
        Append("\"");
    }

    public void Text(ReadOnlySpan<char> text, bool inAttribute = false)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            Append(text[..at]);
            switch (text[at])
            {
                case '&':
                    Append("&amp;");
                    break;
                case '<':
                    Append("&lt;");
                    break;
                case '>':
                    Append("&gt;");
                    break;
                case '"':
                    Append(inAttribute ? "&quot;" : "\"");
                    break;
                case var high when char.IsHighSurrogate(high) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]):
                    Append(text.Slice(at, 2));
                    at++;
                    break;
                case var half when char.IsSurrogate(half):
                    Append("\uFFFD");
                    break;
            }

            text = text[(at + 1)..];
        }

        Append(text);
    }

    /// <summary>The markup; nothing can be written afterwards.</summary>
    public string Finish()
    {
        var text = _text.AsSpan(0, Length).ToString();
        ArrayPool<char>.Shared.Return(_text);
        _text = [];
        return text;
    }

    private static string Surrogates() => string.Create(0x800, 0, static (letters, _) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = (char)(0xD800 + i);
        }
    });

    private void Append(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _text.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_text.Length * 2, Length + text.Length));
            _text.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }

        text.CopyTo(_text.AsSpan(Length));
        Length += text.Length;
    }
}
