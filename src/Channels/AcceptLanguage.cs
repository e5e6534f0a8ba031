using System.Globalization;

namespace Ingestion.Channels;

/// <summary>Reads what languages a browser asks for (RFC 9110 §12.5.4), by their primary subtags: <c>fa-IR</c> is <c>fa</c>, <c>azb</c> is not <c>az</c>.</summary>
public static class AcceptLanguage
{
    private const int MostRanges = 20;

    /// <summary>The known language that is wanted most, of equals the first; null when none is, or only with weight 0. What cannot be read is passed over.</summary>
    /// <param name="header">Accept-Language as it came: <c>de, fa-IR;q=0.8</c>; null when there is none.</param>
    /// <param name="known">Primary subtags.</param>
    public static string? Best(ReadOnlySpan<char> header, IReadOnlyList<string> known)
    {
        string? best = null;
        var bestWeight = 0.0;
        var looked = 0;
        foreach (var range in header.Split(','))
        {
            if (++looked > MostRanges)
            {
                break;
            }

            var part = header[range];
            var semicolon = part.IndexOf(';');
            var weight = semicolon < 0 ? 1 : Weight(part[(semicolon + 1)..].Trim());
            if (weight > bestWeight && Match(semicolon < 0 ? part : part[..semicolon], known) is { } language)
            {
                (best, bestWeight) = (language, weight);
            }
        }

        return best;
    }

    /// <summary>The known language of one tag, or null.</summary>
    /// <param name="tag">BCP 47, also with underscores: <c>tr</c>, <c>TR-tr</c>, <c>fa_IR</c>.</param>
    /// <param name="known">Primary subtags.</param>
    public static string? Match(ReadOnlySpan<char> tag, IReadOnlyList<string> known)
    {
        var end = tag.IndexOfAny('-', '_');
        var primary = (end < 0 ? tag : tag[..end]).Trim();
        foreach (var language in known)
        {
            if (primary.Equals(language, StringComparison.OrdinalIgnoreCase))
            {
                return language;
            }
        }

        return null;
    }

    /// <summary>0 to 1; 0 for what is no weight.</summary>
    private static double Weight(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
        && weight <= 1
            ? weight
            : 0;
}
