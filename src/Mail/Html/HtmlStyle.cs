namespace Ingestion.Mail.Html;

/// <summary>The declarations of a <c>style</c> attribute, one after the other, split at every semicolon.</summary>
internal ref struct HtmlStyle(ReadOnlySpan<char> style)
{
    private ReadOnlySpan<char> _rest = style;

    public ReadOnlySpan<char> Property { get; private set; }

    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Whether an element with these attributes is not shown.</summary>
    public static bool Hides(HtmlAttributes attributes)
    {
        while (attributes.Next())
        {
            if (attributes.Name.Equals("hidden", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (attributes.Name.Equals("style", StringComparison.OrdinalIgnoreCase))
            {
                return attributes.Value.Contains('&') ? Hides(HtmlReferences.Decode(attributes.Value)) : Hides(attributes.Value);
            }
        }

        return false;
    }

    public bool Next()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf(';');
            var declaration = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            var colon = declaration.IndexOf(':');
            if (colon > 0)
            {
                Property = declaration[..colon].Trim();
                Value = declaration[(colon + 1)..].Trim();
                return true;
            }
        }

        return false;
    }

    private static bool Hides(ReadOnlySpan<char> style)
    {
        var all = new HtmlStyle(style);
        while (all.Next())
        {
            var value = all.Value;
            if (all.Is("display") ? value.StartsWith("none", StringComparison.OrdinalIgnoreCase)
                : all.Is("visibility") ? value.StartsWith("hidden", StringComparison.OrdinalIgnoreCase)
                : all.Is("max-height") ? IsZero(value)
                : all.Is("opacity") && IsZero(value))
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool Is(string name) => Property.Equals(name, StringComparison.OrdinalIgnoreCase);

    // 0, 0px, 0.0, 0 !important
    private static bool IsZero(ReadOnlySpan<char> value)
    {
        var digits = value.IndexOfAnyExcept('0', '.');
        return digits != 0 && !value.IsEmpty && (digits < 0 || !char.IsAsciiDigit(value[digits]));
    }
}
