namespace Ingestion.Channels.Forms;

/// <summary>The languages of the form.</summary>
internal static class FormLanguage
{
    public static IReadOnlyList<FormTexts> All { get; } =
        [FormTextsTurkish.Texts, FormTextsAzerbaijani.Texts, FormTextsPersian.Texts, FormTextsEnglish.Texts];

    /// <summary>What a visitor reads: the wanted language if we have it, else the browser's, else the channel's.</summary>
    public static FormTexts Choose(string? wanted, string? acceptLanguage, string channelLanguage)
    {
        var language = PageLanguage.Choose(wanted, acceptLanguage, channelLanguage);
        return All.First(texts => texts.Language == language.Tag);
    }

    /// <summary>The language of a tag that we have, or null.</summary>
    public static string? Known(string? tag) => PageLanguage.Find(tag)?.Tag;
}
