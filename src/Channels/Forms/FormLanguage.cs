using System.Globalization;

namespace Ingestion.Channels.Forms;

/// <summary>Which of the four languages a visitor reads.</summary>
internal static class FormLanguage
{
    private const int MaxRanges = 20;

    /// <summary>In the order of the links on the page.</summary>
    public static IReadOnlyList<FormTexts> All { get; } =
        [FormTextsTurkish.Texts, FormTextsAzerbaijani.Texts, FormTextsPersian.Texts, FormTextsEnglish.Texts];

    /// <summary>The wanted one if we have it, else the best of Accept-Language (RFC 9110 §12.5.4), else the channel's.</summary>
    public static FormTexts Choose(string? wanted, string? acceptLanguage, string channelLanguage) =>
        Find(wanted) ?? Best(acceptLanguage) ?? Find(channelLanguage) ?? FormTextsEnglish.Texts;

    /// <summary>The language of a tag that we have, or null.</summary>
    public static string? Known(string? tag) => Find(tag)?.Language;

    private static FormTexts? Find(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny('-', '_');
        var primary = (end < 0 ? tag : tag[..end]).Trim();
        foreach (var texts in All)
        {
            if (primary.Equals(texts.Language, StringComparison.OrdinalIgnoreCase))
            {
                return texts;
            }
        }

        return null;
    }

    private static FormTexts? Best(ReadOnlySpan<char> header)
    {
        FormTexts? best = null;
        var bestWeight = 0.0;
        var looked = 0;
        foreach (var range in header.Split(','))
        {
            if (++looked > MaxRanges)
            {
                break;
            }

            var part = header[range];
            var semicolon = part.IndexOf(';');
            var weight = semicolon < 0 ? 1.0 : Weight(part[(semicolon + 1)..].Trim());
            if (weight > bestWeight && Find(semicolon < 0 ? part : part[..semicolon]) is { } texts)
            {
                (best, bestWeight) = (texts, weight);
            }
        }

        return best;
    }

    private static double Weight(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : 0;
}
