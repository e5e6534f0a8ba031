using System.Buffers;

namespace Ingestion.Classifier.Sensitive;

/// <summary>Whether ten digits stand where a national code of Iran would: in Persian letters, or behind the name of such a code.</summary>
internal static class IranianContext
{
    private const int Near = 60;

    private static readonly SearchValues<char> PersianLetters = SearchValues.Create("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيك");
    private static readonly string[] Names = ["national code", "national id", "national number", "iranian id"];

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

        return IsMelli(around);
    }

    /// <summary>"kode meli", "codemelli", "melim": a word of its own or behind the word for code. Turkish verbs end in -meli.</summary>
    private static bool IsMelli(ReadOnlySpan<char> around)
    {
        var before = 0;
        while (around[before..].IndexOf("mel", StringComparison.OrdinalIgnoreCase) is >= 0 and var next)
        {
            var start = before + next;
            before = start + 3;
            var rest = around[before..];
            var end = rest.StartsWith("li", StringComparison.OrdinalIgnoreCase) ? 2 : rest.StartsWith("i", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
            end += end > 0 && rest.Length > end && rest[end] is 'm' or 'M' ? 1 : 0;
            if (end > 0 && (rest.Length == end || !char.IsLetter(rest[end])) && (start == 0 || !char.IsLetter(around[start - 1]) || EndsWithCode(around[..start])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithCode(ReadOnlySpan<char> before) =>
        before.EndsWith("kod", StringComparison.OrdinalIgnoreCase) || before.EndsWith("code", StringComparison.OrdinalIgnoreCase)
        || before.EndsWith("kode", StringComparison.OrdinalIgnoreCase) || before.EndsWith("cod", StringComparison.OrdinalIgnoreCase);
}
