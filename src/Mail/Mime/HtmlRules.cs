using System.Collections.Frozen;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Ingestion.Mail.Mime;

/// <summary>What the elements and attributes of HTML mean for reading.</summary>
internal static class HtmlRules
{
    private static readonly FrozenDictionary<string, Element> Elements = new Dictionary<string, Element>(StringComparer.OrdinalIgnoreCase)
    {
        ["p"] = new(2),
        ["h1"] = new(2),
        ["h2"] = new(2),
        ["h3"] = new(2),
        ["h4"] = new(2),
        ["h5"] = new(2),
        ["h6"] = new(2),
        ["ul"] = new(1),
        ["ol"] = new(1),
        ["dl"] = new(1),
        ["table"] = new(1),
        ["blockquote"] = new(1),
        ["pre"] = new(1),
        ["div"] = new(1),
        ["tr"] = new(1),
        ["li"] = new(1),
        ["dt"] = new(1),
        ["dd"] = new(1),
        ["section"] = new(1),
        ["article"] = new(1),
        ["header"] = new(1),
        ["footer"] = new(1),
        ["address"] = new(1),
        ["center"] = new(1),
        ["form"] = new(1),
        ["body"] = new(1),
        ["td"] = new(0),
        ["th"] = new(0),
        ["a"] = new(0),
        ["span"] = new(0),
        ["font"] = new(0),
        ["b"] = new(0),
        ["i"] = new(0),
        ["strong"] = new(0),
        ["em"] = new(0),
        ["u"] = new(0),
        ["tbody"] = new(0),
        ["thead"] = new(0),
        ["html"] = new(0),
        ["head"] = new(0, Hidden: true),
        ["script"] = new(0, Hidden: true, Mode: HtmlParseMode.Script),
        ["style"] = new(0, Hidden: true, Mode: HtmlParseMode.Rawtext),
        ["title"] = new(0, Hidden: true, Mode: HtmlParseMode.RCData),
        ["textarea"] = new(0, Hidden: true, Mode: HtmlParseMode.RCData),
        ["iframe"] = new(0, Hidden: true, Mode: HtmlParseMode.Rawtext),
        ["noframes"] = new(0, Hidden: true, Mode: HtmlParseMode.Rawtext),
        ["noembed"] = new(0, Hidden: true, Mode: HtmlParseMode.Rawtext),
        ["xmp"] = new(1, Mode: HtmlParseMode.Rawtext),
        ["template"] = new(0, Hidden: true),
        ["select"] = new(0, Hidden: true),
        ["object"] = new(0, Hidden: true),
        ["svg"] = new(0, Hidden: true),
        ["math"] = new(0, Hidden: true),
        ["br"] = new(0, Void: true),
        ["hr"] = new(0, Void: true),
        ["img"] = new(0, Void: true),
        ["meta"] = new(0, Void: true),
        ["link"] = new(0, Void: true),
        ["input"] = new(0, Void: true),
        ["col"] = new(0, Void: true),
        ["area"] = new(0, Void: true),
        ["base"] = new(0, Void: true),
        ["embed"] = new(0, Void: true),
        ["wbr"] = new(0, Void: true),
        ["source"] = new(0, Void: true),
        ["track"] = new(0, Void: true),
        ["param"] = new(0, Void: true),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Names =
        Elements.Keys.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Intern(ReadOnlySpan<char> name) => Names.TryGetValue(name, out var known) ? known : name.ToString();

    public static bool IsVoid(string name) => Elements.TryGetValue(name, out var element) && element.Void;

    /// <summary>Line ends that stand at least before and after the element.</summary>
    public static int LinesAround(string name) => Elements.TryGetValue(name, out var element) ? element.Lines : 0;

    /// <summary>How the tokenizer has to read the element's content.</summary>
    public static HtmlParseMode ContentMode(string name) => Elements.TryGetValue(name, out var element) ? element.Mode : HtmlParseMode.PCData;

    /// <summary>Elements whose end tag may be missing before another one of them.</summary>
    public static bool EndsItself(string name) => name is "p" or "li" or "td" or "th" or "tr" or "dt" or "dd";

    public static bool IsWanted(ReadOnlySpan<char> attribute) => attribute is "style" or "href" or "hidden" or "type" or "class";

    public static bool IsHidden(string name, ref StructHtmlToken token) =>
        (Elements.TryGetValue(name, out var element) && element.Hidden)
        || Attribute(ref token, "hidden") is not null
        || (Attribute(ref token, "style") is { } style && HidesByStyle(style));

    /// <summary>A quotation of earlier mail, as against an indented paragraph.</summary>
    public static bool IsQuote(string name, ref StructHtmlToken token) => name == "blockquote"
        && (string.Equals(Attribute(ref token, "type"), "cite", StringComparison.OrdinalIgnoreCase)
            || Attribute(ref token, "class")?.Contains("quote", StringComparison.OrdinalIgnoreCase) == true
            || Attribute(ref token, "style")?.Contains("border-left", StringComparison.OrdinalIgnoreCase) == true);

    public static string? Attribute(ref StructHtmlToken token, string name)
    {
        var attributes = token.Attributes;
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Name.Memory.Span.SequenceEqual(name))
            {
                return attributes[i].Value.ToString();
            }
        }

        return null;
    }

    private static bool HidesByStyle(string style)
    {
        foreach (var range in style.AsSpan().Split(';'))
        {
            var rule = style.AsSpan()[range];
            var colon = rule.IndexOf(':');
            if (colon <= 0)
            {
                continue;
            }

            var property = rule[..colon].Trim();
            var value = rule[(colon + 1)..].Trim();
            if (Is(property, "display") ? value.StartsWith("none", StringComparison.OrdinalIgnoreCase)
                : Is(property, "visibility") ? value.StartsWith("hidden", StringComparison.OrdinalIgnoreCase)
                : Is(property, "max-height") ? value.SequenceEqual("0") || value.StartsWith("0px", StringComparison.OrdinalIgnoreCase)
                : Is(property, "opacity") && value.SequenceEqual("0"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> property, string name) => property.Equals(name, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Element(int Lines, bool Hidden = false, bool Void = false, HtmlParseMode Mode = HtmlParseMode.PCData);
}
