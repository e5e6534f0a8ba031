namespace Ingestion.Channels;

/// <summary>A language that pages for customers are written in.</summary>
/// <param name="Tag">BCP 47, the primary subtag.</param>
/// <param name="NativeName">Its own name, for its link.</param>
/// <param name="Languages">What the links to the languages are called in it.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
public sealed record PageLanguage(string Tag, string NativeName, string Languages, string Direction = "ltr")
{
    private static readonly PageLanguage English = new("en", "English", "Languages");

    /// <summary>In the order of their links.</summary>
    public static IReadOnlyList<PageLanguage> All { get; } =
        [new("tr", "Türkçe", "Diller"), new("az", "Azərbaycanca", "Dillər"), new("fa", "فارسی", "زبان‌ها", "rtl"), English];

    private static readonly string[] Tags = [.. All.Select(language => language.Tag)];

    /// <summary>The language of a tag that we have, or null.</summary>
    public static PageLanguage? Find(string? tag) => Of(AcceptLanguage.Match(tag, Tags));

    /// <summary>The wanted one if we have it, else the best of Accept-Language, else the given one, else English.</summary>
    public static PageLanguage Choose(string? wanted, string? acceptLanguage, string? otherwise) =>
        Find(wanted) ?? Of(AcceptLanguage.Best(acceptLanguage, Tags)) ?? Find(otherwise) ?? English;

    private static PageLanguage? Of(string? tag) => All.FirstOrDefault(language => language.Tag == tag);
}
