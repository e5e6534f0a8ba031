using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html;

namespace Ingestion.Mail.Html;

/// <summary>Character references (HTML standard §13.2.5.72): <c>&amp;amp;</c>, <c>&amp;#601;</c>. The letters are never more than the reference was.</summary>
internal static class HtmlReferences
{
    private const int LongestName = 32;
    private const int LongestBareName = 6;
    private const int HighestCodePoint = 0x10FFFF;

    // those that stand without a semicolon too, for reasons of history
    private const string BareNames =
        "AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute "
        + "Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml "
        + "brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest "
        + "iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect "
        + "shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml";

    // what mail programs write, so that it costs no look-up by a new string
    private const string UsualNames =
        "apos ndash mdash lsquo rsquo sbquo ldquo rdquo bdquo hellip bull euro trade zwnj zwj lrm rlm thinsp ensp emsp larr rarr uarr darr check lsaquo rsaquo";

    private static readonly FrozenDictionary<string, string> Known =
        $"{BareNames} {UsualNames}".Split(' ').ToFrozenDictionary(name => name, name => HtmlEntityProvider.Resolver.GetSymbol(name + ";")!, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Bare =
        BareNames.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // 0x80 to 0x9F mean the letters of windows-1252
    private const string Windows =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Replaces the references.</summary>
    /// <param name="text">As written.</param>
    /// <param name="into">At least as long as <paramref name="text"/>.</param>
    /// <param name="inAttribute">Whether the text is an attribute's value, where <c>&amp;copy=1</c> is no reference.</param>
    /// <returns>How many letters were written.</returns>
    public static int Decode(ReadOnlySpan<char> text, Span<char> into, bool inAttribute)
    {
        var length = 0;
        while (text.IndexOf('&') is >= 0 and var sign)
        {
            text[..sign].CopyTo(into[length..]);
            length += sign;
            text = text[sign..];
            var used = text.Length > 1 && text[1] == '#'
                ? Number(text, into[length..], out var written)
                : Name(text, into[length..], inAttribute, out written);
            if (used == 0)
            {
                into[length++] = '&';
                used = 1;
            }

            length += written;
            text = text[used..];
        }

        text.CopyTo(into[length..]);
        return length + text.Length;
    }

    /// <summary>The value of an attribute as a string.</summary>
    public static string Decode(ReadOnlySpan<char> value)
    {
        if (value.IndexOf('&') < 0)
        {
            return value.ToString();
        }

        var letters = new char[value.Length];
        return new string(letters, 0, Decode(value, letters, inAttribute: true));
    }

    private static int Number(ReadOnlySpan<char> text, Span<char> into, out int written)
    {
        written = 0;
        var hex = text.Length > 2 && text[2] is 'x' or 'X';
        var start = hex ? 3 : 2;
        var at = start;
        var code = 0;
        for (; at < text.Length && (hex ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at])); at++)
        {
            code = Math.Min(HighestCodePoint + 1, (code * (hex ? 16 : 10)) + Digit(text[at]));
        }

        if (at == start)
        {
            return 0;
        }

        if (code is >= 0x80 and <= 0x9F)
        {
            code = Windows[code - 0x80];
        }

        var rune = code != 0 && Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar;
        written = rune.EncodeToUtf16(into);
        return at < text.Length && text[at] == ';' ? at + 1 : at;
    }

    private static int Digit(char letter) => letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;

    private static int Name(ReadOnlySpan<char> text, Span<char> into, bool inAttribute, out int written)
    {
        written = 0;
        var length = 0;
        while (length < LongestName && length + 1 < text.Length && char.IsAsciiLetterOrDigit(text[length + 1]))
        {
            length++;
        }

        var name = text.Slice(1, length);
        if (length > 0 && length + 1 < text.Length && text[length + 1] == ';')
        {
            var symbol = Lookup.TryGetValue(name, out var known) ? known : HtmlEntityProvider.Resolver.GetSymbol($"{name};");
            if (symbol is not null)
            {
                symbol.CopyTo(into);
                written = symbol.Length;
                return length + 2;
            }
        }

        for (var shorter = Math.Min(LongestBareName, length); shorter >= 2; shorter--)
        {
            if (!Bare.Contains(name[..shorter]))
            {
                continue;
            }

            if (inAttribute && shorter + 1 < text.Length && (text[shorter + 1] == '=' || char.IsAsciiLetterOrDigit(text[shorter + 1])))
            {
                return 0;
            }

            var symbol = Lookup[name[..shorter]];
            symbol.CopyTo(into);
            written = symbol.Length;
            return shorter + 1;
        }

        return 0;
    }
}
