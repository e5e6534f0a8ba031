namespace Ingestion.Classifier;

/// <summary>The lists of cues; "other" only tells foreign languages apart.</summary>
internal static class CueLanguage
{
    public const int Turkish = 0;
    public const int Azerbaijani = 1;
    public const int Persian = 2;
    public const int English = 3;
    public const int Other = 4;
    public const int Count = 5;

    private static readonly string[] Tags = ["tr", "az", "fa", "en", "other"];

    public static string Tag(int language) => Tags[language];

    /// <summary>The index of a BCP 47 tag's language, <see cref="Other"/> for one that we do not know, -1 for none.</summary>
    public static int Of(string? tag)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return -1;
        }

        for (var language = 0; language < Other; language++)
        {
            if (tag.StartsWith(Tags[language], StringComparison.OrdinalIgnoreCase) && (tag.Length == 2 || tag[2] is '-' or '_'))
            {
                return language;
            }
        }

        return Other;
    }
}
