using System.Collections.Frozen;
using System.Globalization;

namespace Ingestion.Mail.Html;

/// <summary>Writes start tags with those attributes that are allowed, each value read strictly and written anew.</summary>
internal sealed class SafeAttributes
{
    private const int LongestTitle = 300;
    private const int LongestStyle = 4_000;
    private const int LargestPixels = 2_000;
    private const int LargestSpan = 200;

    // per name: the elements that it may stand on, "*" for all
    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["dir"] = ["*"],
        ["lang"] = ["*"],
        ["title"] = ["*"],
        ["style"] = ["*"],
        ["align"] = ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup", "img", "hr", "caption"],
        ["valign"] = ["thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"],
        ["bgcolor"] = ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "div"],
        ["color"] = ["font"],
        ["face"] = ["font"],
        ["size"] = ["font"],
        ["width"] = ["img", "table", "td", "th", "col", "hr"],
        ["height"] = ["img", "table", "td", "th", "tr"],
        ["border"] = ["img", "table"],
        ["cellpadding"] = ["table"],
        ["cellspacing"] = ["table"],
        ["colspan"] = ["td", "th"],
        ["rowspan"] = ["td", "th"],
        ["span"] = ["col", "colgroup"],
        ["href"] = ["a"],
        ["src"] = ["img"],
        ["alt"] = ["img"],
        ["start"] = ["ol"],
        ["value"] = ["li"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Names =
        Allowed.Keys.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many addresses of things to be fetched were left out.</summary>
    public int RemoteCount { get; private set; }

    /// <summary>A picture that is there to be fetched and not to be seen.</summary>
    public static bool IsTracker(HtmlAttributes attributes) => IsTiny(attributes, "width") && IsTiny(attributes, "height");

    /// <summary>Writes the start tag.</summary>
    /// <param name="unlessBare">Whether a tag is only written when it has attributes.</param>
    /// <returns>Whether it was written.</returns>
    public bool Write(string element, HtmlAttributes attributes, MarkupText markup, bool unlessBare = false)
    {
        var open = !unlessBare;
        if (open)
        {
            markup.Open(element);
        }

        List<string>? seen = null;
        while (attributes.Next())
        {
            var name = attributes.Name;
            if (IsFetched(name))
            {
                CountRemote(element, name, attributes.Value);
            }

            if (!Names.TryGetValue(name, out var known) || !IsAllowed(known, element) || seen?.Contains(known) == true)
            {
                continue;
            }

            (seen ??= []).Add(known);
            if (Value(known, HtmlReferences.Decode(attributes.Value)) is not { } value)
            {
                continue;
            }

            if (!open)
            {
                markup.Open(element);
                open = true;
            }

            markup.Attribute(known, value);
            if (known == "href")
            {
                markup.Attribute("rel", "noopener noreferrer");
                markup.Attribute("target", "_blank");
            }
        }

        if (open)
        {
            markup.EndOfTag();
        }

        return open;
    }

    /// <summary>Of an element that is not shown: what it would have fetched.</summary>
    public void CountRemote(HtmlAttributes attributes)
    {
        while (attributes.Next())
        {
            if (IsFetched(attributes.Name))
            {
                CountRemote("img", attributes.Name, attributes.Value);
            }
        }
    }

    /// <summary>Whether an attribute of that name may stand on the element; <c>rel</c> and <c>target</c> are only written by us.</summary>
    public static bool IsAllowed(string name, string element) =>
        name is "rel" or "target" ? element == "a" : Allowed.TryGetValue(name, out var elements) && (elements[0] == "*" || elements.Contains(element));

    private static bool IsFetched(ReadOnlySpan<char> name) =>
        name.Equals("src", StringComparison.OrdinalIgnoreCase) || name.Equals("background", StringComparison.OrdinalIgnoreCase)
        || name.Equals("srcset", StringComparison.OrdinalIgnoreCase) || name.Equals("poster", StringComparison.OrdinalIgnoreCase)
        || name.Equals("style", StringComparison.OrdinalIgnoreCase);

    private void CountRemote(string element, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.Equals("style", StringComparison.OrdinalIgnoreCase))
        {
            for (; value.IndexOf("url(", StringComparison.OrdinalIgnoreCase) is >= 0 and var at; value = value[(at + 4)..])
            {
                RemoteCount++;
            }
        }
        else if (!value.Trim().IsEmpty && (element != "img" || SafeAddress.Picture(HtmlReferences.Decode(value)) is null))
        {
            RemoteCount++;
        }
    }

    private static string? Value(string name, string value) => name switch
    {
        "dir" => Word(value, "ltr", "rtl", "auto"),
        "align" => Word(value, "left", "right", "center", "justify", "middle", "top", "bottom"),
        "valign" => Word(value, "top", "middle", "bottom", "baseline"),
        "lang" => value.Length is > 1 and <= 35 && !value.AsSpan().ContainsAnyExcept(SafeStyle.NameLetters) ? value : null,
        "title" or "alt" => value.Length <= LongestTitle ? value : null,
        "style" => value.Length <= LongestStyle ? SafeStyle.Filter(value) : null,
        "color" or "bgcolor" => SafeStyle.IsColour(value.AsSpan().Trim()) ? value.Trim() : null,
        "face" => SafeStyle.FontFamily(value),
        "size" => value.Length is 1 or 2 && !value.AsSpan().ContainsAnyExceptInRange('+', '9') && !value.AsSpan().ContainsAny(",./") ? value : null,
        "width" or "height" => Length(value),
        "border" or "cellpadding" or "cellspacing" => Number(value, 50),
        "colspan" or "rowspan" or "span" => Number(value, LargestSpan),
        "start" or "value" => Number(value, 1_000_000),
        "href" => SafeAddress.Link(value),
        "src" => SafeAddress.Picture(value),
        _ => null,
    };

    private static string? Word(string value, params ReadOnlySpan<string> words)
    {
        var trimmed = value.AsSpan().Trim();
        foreach (var word in words)
        {
            if (trimmed.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        return null;
    }

    private static string? Number(string value, int most) =>
        int.TryParse(value.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    // pixels or a share
    private static string? Length(string value)
    {
        var text = value.AsSpan().Trim();
        if (text.EndsWith("px", StringComparison.OrdinalIgnoreCase))
        {
            text = text[..^2];
        }

        return text.EndsWith("%") ? Number(text[..^1].ToString(), 100) is { } share ? share + "%" : null : Number(text.ToString(), LargestPixels);
    }

    private static bool IsTiny(HtmlAttributes attributes, string name) =>
        attributes.TryGet(name, out var value) && value.Trim() is "0" or "1" or "0px" or "1px";
}
