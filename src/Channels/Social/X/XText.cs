using System.Text;

namespace Ingestion.Channels.Social.X;

/// <summary>How X counts and what it takes for a link.</summary>
internal static class XText
{
    /// <summary>Of a post; direct messages hold 10,000 characters.</summary>
    public const int MaxWeight = 280;

    /// <summary>Latin, Cyrillic, Arabic and their neighbours weigh 1, and so do joiners and quotation marks; all else weighs 2. In composed form (NFC).</summary>
    public static int WeightOf(string text)
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
            if (char.IsAsciiLetterOrDigit(text[dot - 1]) && char.IsAsciiLetter(text[dot + 1]) && char.IsAsciiLetter(text[dot + 2]))
            {
                return true;
            }
        }

        return false;
    }
}
