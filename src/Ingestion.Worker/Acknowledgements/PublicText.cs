using System.Text;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>What may stand where everybody reads it: short enough for every network, and without a link, which some charge for.</summary>
internal static class PublicText
{
    /// <summary>The shortest limit of those networks, X's, by <see cref="Weight"/>.</summary>
    public const int Longest = 280;

    /// <summary>What is wrong with a public template, or null. Expressions are not counted: they stand for little.</summary>
    public static string? FaultIn(string source)
    {
        var said = new StringBuilder(source.Length);
        var position = 0;
        while (source.IndexOf("{{", position, StringComparison.Ordinal) is >= 0 and var start && source.IndexOf("}}", start, StringComparison.Ordinal) is >= 0 and var end)
        {
            said.Append(source, position, start - position);
            position = end + 2;
        }

        var text = said.Append(source, position, source.Length - position).ToString().Trim();
        return text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.OrdinalIgnoreCase)
            ? "a public text has no link"
            : Weight(text) > Longest ? $"a public text has at most {Longest} characters; those outside Latin, Cyrillic, Arabic and their like count twice" : null;
    }

    /// <summary>Characters as X counts them (its configuration v3): one for most alphabets, two for the rest, emoji and direction marks among it.</summary>
    public static int Weight(string text)
    {
        var weight = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            weight += rune.Value is <= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247) ? 1 : 2;
        }

        return weight;
    }
}
