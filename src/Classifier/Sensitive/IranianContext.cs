using System.Buffers;

namespace Ingestion.Classifier.Sensitive;

/// <summary>Whether ten digits stand where a national code of Iran would: in Persian letters, or behind the name of such a code.</summary>
internal static class IranianContext
{
    private const int Near = 60;

    private static readonly SearchValues<char> PersianLetters = SearchValues.Create("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيك");
    private static readonly string[] Names = ["melli", "meli ", "national code", "national id", "national number", "iranian id"];

    public static bool IsAround(ReadOnlySpan<char> text, int start)
    {
        var from = Math.Max(0, start - Near);
        var around = text[from..Math.Min(text.Length, start + Near)];
        if (around.ContainsAny(PersianLetters))
        {
            return true;
        }

        foreach (var name in Names)
        {
            if (around.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
