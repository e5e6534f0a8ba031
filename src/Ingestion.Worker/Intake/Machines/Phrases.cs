using System.Buffers;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>Wordings that mean the same, in four languages; folded once.</summary>
internal sealed class Phrases
{
    private readonly SearchValues<string> all;
    private readonly string[] each;

    public Phrases(params string[] wordings)
    {
        each = [.. wordings.Select(WordFold.Phrase).Distinct(StringComparer.Ordinal)];
        all = SearchValues.Create(each, StringComparison.Ordinal);
    }

    public IReadOnlyList<string> All => each;

    /// <summary>Whether one of them stands in a folded text, as whole words.</summary>
    public bool IsIn(ReadOnlySpan<char> folded)
    {
        // most texts hold none: one look for all of them
        if (folded.IndexOfAny(all) < 0)
        {
            return false;
        }

        foreach (var phrase in each)
        {
            if (IsIn(folded, phrase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a folded text begins with one of them; <paramref name="rest"/> is what follows.</summary>
    public bool Begins(ReadOnlySpan<char> folded, out ReadOnlySpan<char> rest)
    {
        rest = default;
        var longest = -1;
        foreach (var phrase in each)
        {
            if (phrase.Length > longest && folded.StartsWith(phrase, StringComparison.Ordinal) && (folded.Length == phrase.Length || !char.IsLetterOrDigit(folded[phrase.Length])))
            {
                longest = phrase.Length;
                rest = folded[longest..];
            }
        }

        return longest >= 0;
    }

    private static bool IsIn(ReadOnlySpan<char> folded, string phrase)
    {
        var from = 0;
        while (folded[from..].IndexOf(phrase, StringComparison.Ordinal) is >= 0 and var at)
        {
            var start = from + at;
            var end = start + phrase.Length;
            if ((start == 0 || !char.IsLetterOrDigit(folded[start - 1])) && (end == folded.Length || !char.IsLetterOrDigit(folded[end])))
            {
                return true;
            }

            from = start + 1;
        }

        return false;
    }
}
