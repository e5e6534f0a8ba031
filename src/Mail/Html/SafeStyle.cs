using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Html;

/// <summary>
/// Which declarations of a style are kept. A value is read word by word, and each word must be a keyword of its property, a colour or a
/// length within bounds; so neither addresses, functions, escapes nor comments can be in it, and nothing leaves its place.
/// </summary>
internal static class SafeStyle
{
    /// <summary>Letters of plain names.</summary>
    public static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private const int MostDeclarations = 40;
    private const int LongestWord = 40;

    // of what must be seen
    private const int LeastPercent = 20;
    private const string Space = " \t\r\n\f";
    private const string Widths = "thin medium thick";
    private const string Lines = "none solid dashed dotted double groove ridge inset outset";

    private static readonly SearchValues<char> ColourFunctionLetters = SearchValues.Create("0123456789.,% ");
    private static readonly FrozenDictionary<string, Rule> Rules = All().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, Rule>.AlternateLookup<ReadOnlySpan<char>> Lookup = Rules.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What may stay, in one form; null when nothing may.</summary>
    public static string? Filter(string style)
    {
        StringBuilder? kept = null;
        var declarations = new HtmlStyle(style);
        for (var count = 0; count < MostDeclarations && declarations.Next(); count++)
        {
            if (Lookup.TryGetValue(declarations.Property, out var rule) && Value(rule, declarations.Value) is { } value)
            {
                kept = (kept is null ? new StringBuilder() : kept.Append(';')).Append(rule.Name).Append(':').Append(value);
            }
        }

        return kept?.ToString();
    }

    /// <summary>A name, <c>#</c> with digits, or rgb() and hsl() with numbers.</summary>
    public static bool IsColour(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > LongestWord)
        {
            return false;
        }

        if (word[0] == '#')
        {
            return word.Length is 4 or 5 or 7 or 9 && !word[1..].ContainsAnyExcept("0123456789abcdefABCDEF");
        }

        var open = word.IndexOf('(');
        return open < 0
            ? IsLetters(word)
            : word[^1] == ')' && IsColourFunction(word[..open]) && !word[(open + 1)..^1].ContainsAnyExcept(ColourFunctionLetters);
    }

    /// <summary>Names of fonts, quotes left out; null when there is anything else among them.</summary>
    public static string? FontFamily(ReadOnlySpan<char> value)
    {
        var kept = new StringBuilder();
        foreach (var range in value.Split(','))
        {
            var name = value[range].Trim(" '\"\t\r\n");
            if (name.IsEmpty || name.Length > LongestWord || !char.IsAsciiLetter(name[0]) || !IsFontName(name))
            {
                continue;
            }

            kept.Append(kept.Length > 0 ? "," : "").Append(name);
        }

        return kept.Length is > 0 and < 300 ? kept.ToString() : null;
    }

    private static string? Value(Rule rule, ReadOnlySpan<char> value)
    {
        var important = value.IndexOf('!');
        if (important >= 0)
        {
            value = value[..important].TrimEnd();
        }

        if (rule.Name == "font-family")
        {
            return FontFamily(value);
        }

        if (value.Length is 0 or > 200)
        {
            return null;
        }

        var words = new StringBuilder();
        var count = 0;
        while (!(value = value.TrimStart(Space)).IsEmpty)
        {
            var word = value[..WordLength(value)];
            value = value[word.Length..];
            if (++count > rule.Words || Word(rule, word) is not { } kept)
            {
                return null;
            }

            words.Append(words.Length > 0 ? " " : "").Append(kept);
        }

        return words.Length > 0 ? words.ToString() : null;
    }

    // up to white space outside of brackets
    private static int WordLength(ReadOnlySpan<char> value)
    {
        var end = value.IndexOfAny(Space);
        var open = value.IndexOf('(');
        if (open >= 0 && open < end && value.IndexOf(')') is >= 0 and var close)
        {
            return close + 1;
        }

        return end < 0 ? value.Length : end;
    }

    private static string? Word(Rule rule, ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        foreach (var keyword in rule.Keywords)
        {
            if (word.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return keyword;
            }
        }

        return (rule.Most > 0 && IsLength(rule, word)) || (rule.TakesColour && IsColour(word)) ? word.ToString() : null;
    }

    private static bool IsLength(Rule rule, ReadOnlySpan<char> word)
    {
        var unitAt = word.IndexOfAnyExcept("0123456789.");
        var number = unitAt < 0 ? word : word[..unitAt];
        if (number.Length is 0 or > 8 || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var size))
        {
            return false;
        }

        var unit = unitAt < 0 ? default : word[unitAt..];
        var pixels = true switch
        {
            _ when unit.IsEmpty => rule.TakesNumbers ? size * 16 : size == 0 ? 0 : double.MaxValue,
            _ when Is(unit, "px") => size,
            _ when Is(unit, "pt") => size * 4 / 3,
            _ when Is(unit, "em") || Is(unit, "rem") => size * 16,
            _ when Is(unit, "ex") => size * 8,
            _ when Is(unit, "cm") => size * 38,
            _ when Is(unit, "mm") => size * 3.8,
            _ when Is(unit, "in") => size * 96,
            _ when Is(unit, "%") => size <= rule.MostPercent && (rule.Least == 0 || size >= LeastPercent) ? rule.Least : double.MaxValue,
            _ => double.MaxValue,
        };
        return pixels >= rule.Least && pixels <= rule.Most;
    }

    private static bool Is(ReadOnlySpan<char> unit, string name) => unit.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsLetters(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetter(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsColourFunction(ReadOnlySpan<char> name) => Is(name, "rgb") || Is(name, "rgba") || Is(name, "hsl") || Is(name, "hsla");

    private static bool IsFontName(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not (' ' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<KeyValuePair<string, Rule>> All()
    {
        Rule[] rules =
        [
            new("color") { TakesColour = true },
            new("background-color") { TakesColour = true },
            new("font-family"),
            new("font-size") { Keywords = Split("xx-small x-small small medium large x-large smaller larger"), Least = 6, Most = 72, MostPercent = 400 },
            new("font-weight") { Keywords = Split("normal bold bolder lighter 100 200 300 400 500 600 700 800 900") },
            new("font-style") { Keywords = Split("normal italic oblique") },
            new("font-variant") { Keywords = Split("normal small-caps") },
            new("line-height") { Keywords = ["normal"], Least = 8, Most = 100, MostPercent = 300, TakesNumbers = true },
            new("letter-spacing") { Keywords = ["normal"], Most = 10 },
            new("text-align") { Keywords = Split("left right center justify start end") },
            new("text-decoration") { Keywords = Split("none underline line-through overline"), Words = 3 },
            new("text-transform") { Keywords = Split("none uppercase lowercase capitalize") },
            new("vertical-align") { Keywords = Split("top middle bottom baseline sub super text-top text-bottom") },
            new("white-space") { Keywords = Split("normal pre pre-wrap pre-line nowrap") },
            new("word-break") { Keywords = Split("normal break-all break-word keep-all") },
            new("word-wrap") { Keywords = Split("normal break-word") },
            new("overflow-wrap") { Keywords = Split("normal break-word anywhere") },
            new("direction") { Keywords = Split("ltr rtl") },
            new("unicode-bidi") { Keywords = Split("normal embed isolate plaintext") },
            new("list-style-type") { Keywords = Split("none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman") },
            new("border-collapse") { Keywords = Split("collapse separate") },
            new("border-spacing") { Most = 50, Words = 2 },
            new("border-width") { Keywords = Split(Widths), Most = 20, Words = 4 },
            new("border-style") { Keywords = Split(Lines), Words = 4 },
            new("border-color") { TakesColour = true, Words = 4 },
            new("border-radius") { Most = 100, MostPercent = 50, Words = 4 },
            new("width") { Keywords = ["auto"], Most = 2_000, MostPercent = 100 },
            new("max-width") { Keywords = ["none"], Most = 2_000, MostPercent = 100 },
            new("min-width") { Most = 1_000, MostPercent = 100 },
            new("height") { Keywords = ["auto"], Most = 2_000, MostPercent = 100 },
            new("max-height") { Keywords = ["none"], Most = 2_000, MostPercent = 100 },
            new("margin") { Keywords = ["auto"], Most = 200, MostPercent = 50, Words = 4 },
            new("padding") { Most = 200, MostPercent = 50, Words = 4 },
        ];
        foreach (var rule in rules)
        {
            yield return new(rule.Name, rule);
        }

        // of the shorthand only what is a colour
        yield return new("background", rules[1]);
        foreach (var side in Split("top right bottom left"))
        {
            yield return new($"margin-{side}", new Rule($"margin-{side}") { Keywords = ["auto"], Most = 200, MostPercent = 50 });
            yield return new($"padding-{side}", new Rule($"padding-{side}") { Most = 200, MostPercent = 50 });
            yield return new($"border-{side}", new Rule($"border-{side}") { Keywords = Split($"{Widths} {Lines}"), Most = 20, TakesColour = true, Words = 3 });
        }

        yield return new("border", new Rule("border") { Keywords = Split($"{Widths} {Lines}"), Most = 20, TakesColour = true, Words = 3 });
    }

    private static string[] Split(string words) => words.Split(' ');

    /// <param name="Name">Lower case.</param>
    private sealed record Rule(string Name)
    {
        public string[] Keywords { get; init; } = [];

        public int Words { get; init; } = 1;

        /// <summary>Whether any number without a unit is a length, in multiples of 16 pixels.</summary>
        public bool TakesNumbers { get; init; }

        public bool TakesColour { get; init; }

        /// <summary>Pixels.</summary>
        public double Least { get; init; }

        /// <summary>Pixels; 0: no lengths.</summary>
        public double Most { get; init; }

        public double MostPercent { get; init; }
    }
}
