namespace Ingestion.Worker.Acknowledgements;

/// <summary>The languages that customers are answered in.</summary>
internal static class CustomerLanguage
{
    public const string Fallback = "en";

    public static IReadOnlyList<string> All { get; } = ["tr", "az", "fa", "en"];

    /// <summary>The language of a BCP 47 tag that we write, or English.</summary>
    public static string Of(string tag)
    {
        foreach (var language in All)
        {
            if (tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (tag.Length == 2 || tag[2] is '-' or '_'))
            {
                return language;
            }
        }

        return Fallback;
    }

    public static bool IsRightToLeft(string language) => language == "fa";
}
