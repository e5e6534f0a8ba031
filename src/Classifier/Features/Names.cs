namespace Ingestion.Classifier.Features;

/// <summary>
/// Finds what names somebody or some place and says nothing of the matter: handles (@shop) and links. A model that learns them learns its
/// sources, not the language.
/// </summary>
internal static class Names
{
    /// <summary>Stands for a link.</summary>
    public const char Link = '\u2693';

    /// <summary>The length of a handle that begins here; 0 for none.</summary>
    public static int Handle(ReadOnlySpan<char> text, int at)
    {
        if (text[at] != '@' || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
        {
            return 0;
        }

        var end = at + 1;
        while (end < text.Length && (text[end] == '_' || char.IsLetterOrDigit(text[end])))
        {
            end++;
        }

        return end - at > 1 ? end - at : 0;
    }

    /// <summary>The length of a link that begins here; 0 for none.</summary>
    public static int Address(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        if (!rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var end = rest.IndexOfAny(' ', '\n', '\t');
        return end < 0 ? rest.Length : end;
    }
}
