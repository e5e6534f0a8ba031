using Ingestion.Channels;

namespace Ingestion.Worker.Following;

/// <summary>The languages of the status page.</summary>
internal static class StatusLanguages
{
    public static IReadOnlyList<StatusTexts> All { get; } = [StatusTextsTurkish.Texts, StatusTextsAzerbaijani.Texts, StatusTextsPersian.Texts, StatusTextsEnglish.Texts];

    public static StatusTexts Of(string language) => Choose(language, null, null);

    /// <summary>The language that was asked for, else the browser's first that is ours, else the given one.</summary>
    public static StatusTexts Choose(string? asked, string? acceptLanguage, string? otherwise)
    {
        var language = PageLanguage.Choose(asked, acceptLanguage, otherwise);
        return All.First(texts => texts.Language == language.Tag);
    }
}
