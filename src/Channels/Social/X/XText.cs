using System.Buffers;
using System.Text;

namespace Ingestion.Channels.Social.X;

/// <summary>How X counts and what it takes for a link.</summary>
internal static class XText
{
    /// <summary>Of a post; direct messages hold 10,000 characters.</summary>
    public const int MaxWeight = 280;

    private const int LinkWeight = 23;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>
    /// Latin, Cyrillic, Arabic and their neighbours weigh 1, and so do joiners and quotation marks; all else weighs 2. In composed form (NFC). A link
    /// weighs 23 at least; X gives that to every link.
    /// </summary>
    public static int WeightOf(string text)
    {
        var words = text.Split(' ');
        return words.Sum(word => HasLink(word) ? Math.Max(LinkWeight, PlainWeightOf(word)) : PlainWeightOf(word)) + words.Length - 1;
    }

    /// <summary>X gives these three signs as HTML has them, and no others.</summary>
    public static string Unescape(string text) => text.Contains('&', StringComparison.Ordinal)
        ? text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
        : text;

    /// <summary>The text without the names at its beginning, which X puts before replies.</summary>
    public static string WithoutNames(string text)
    {
        var rest = text.AsSpan().TrimStart();
        while (rest.StartsWith("@") && rest[1..].IndexOfAnyExcept(NameLetters) is var end and not 0)
        {
            rest = end < 0 ? [] : rest[(end + 1)..].TrimStart();
        }

        return rest.ToString();
    }

    private static int PlainWeightOf(string text)
    {
        var weight = 0;
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            weight += rune.Value is <= 0x10FF or (>= 0x2000 and <= 0x200D) or (>= 0x2010 and <= 0x201F) or (>= 0x2032 and <= 0x2037) ? 1 : 2;
        }

        return weight;
    }

    /// <summary>Whether X would make a link, and a bill, of it: more cautious than X, which looks for names of real top domains.</summary>
    public static bool HasLink(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        for (var dot = text.IndexOf('.', StringComparison.Ordinal); dot > 0 && dot < text.Length - 2; dot = text.IndexOf('.', dot + 1))
        {
            if (char.IsLetterOrDigit(text[dot - 1]) && char.IsAsciiLetter(text[dot + 1]) && char.IsAsciiLetter(text[dot + 2]))
            {
                return true;
            }
        }

        return false;
    }
}
