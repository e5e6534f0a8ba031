using Ingestion.Worker.Acknowledgements;

namespace Ingestion.Worker.Following;

/// <summary>The languages of the status page.</summary>
internal static class StatusLanguages
{
    public static IReadOnlyList<StatusTexts> All { get; } = [StatusTextsTurkish.Texts, StatusTextsAzerbaijani.Texts, StatusTextsPersian.Texts, StatusTextsEnglish.Texts];

    public static StatusTexts Of(string language) => All.First(texts => texts.Language == CustomerLanguage.Of(language));

    /// <summary>The language that was asked for, else the browser's first that is ours, else <paramref name="otherwise"/>.</summary>
    public static StatusTexts Choose(string? asked, string? acceptLanguage, string otherwise)
    {
        if (asked is not null && CustomerLanguage.All.Contains(asked, StringComparer.Ordinal))
        {
            return Of(asked);
        }

        // Browsers list the best first; weights that say otherwise are rare, and there is a link for each language.
        foreach (var part in (acceptLanguage ?? "").Split(',', 20, StringSplitOptions.TrimEntries))
        {
            var tag = part.Split(';')[0];
            if (CustomerLanguage.All.FirstOrDefault(known => tag.Equals(known, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(known + "-", StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                return Of(known);
            }
        }

        return Of(otherwise);
    }
}
