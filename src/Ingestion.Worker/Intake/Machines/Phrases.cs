using System.Runtime.InteropServices;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>
/// Wordings that mean the same, in four languages; folded once. They are looked up by the first letters of a text's words: most words begin like none of
/// them, and one look into a few bits says so.
/// </summary>
internal sealed class Phrases
{
    /// <summary>Letters by which a wording is looked up. None is shorter.</summary>
    private const int Beginning = 4;

    private const int FilterBits = 12;

    private readonly string[] each;
    private readonly ulong[] beginnings;
    private readonly ulong[] filter = new ulong[1 << (FilterBits - 6)];

    public Phrases(params string[] wordings)
    {
        each = [.. wordings.Select(WordFold.Phrase).Distinct(StringComparer.Ordinal).OrderBy(phrase => BeginningOf(phrase))];
        beginnings = Array.ConvertAll(each, phrase => BeginningOf(phrase));
        foreach (var beginning in beginnings)
        {
            var bit = BitOf(beginning);
            filter[bit >> 6] |= 1UL << bit;
        }
    }

    /// <summary>Whether one of them stands in a folded text, as whole words.</summary>
    public bool IsIn(string folded) => IsIn(folded, WordFold.Begins(folded));

    /// <summary>The same with the places where the text's words begin, see <see cref="WordFold.Begins"/>.</summary>
    public bool IsIn(ReadOnlySpan<char> folded, ReadOnlySpan<int> begins)
    {
        foreach (var at in begins)
        {
            if (at + Beginning > folded.Length)
            {
                break;
            }

            var rest = folded[at..];
            var beginning = BeginningOf(rest);
            var bit = BitOf(beginning);
            if ((filter[bit >> 6] >> bit & 1) != 0 && BeginsHere(rest, beginning))
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

    private bool BeginsHere(ReadOnlySpan<char> rest, ulong beginning)
    {
        var at = Array.BinarySearch(beginnings, beginning);
        if (at < 0)
        {
            return false;
        }

        while (at > 0 && beginnings[at - 1] == beginning)
        {
            at--;
        }

        for (; at < each.Length && beginnings[at] == beginning; at++)
        {
            if (rest.StartsWith(each[at], StringComparison.Ordinal) && (rest.Length == each[at].Length || !char.IsLetterOrDigit(rest[each[at].Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static ulong BeginningOf(ReadOnlySpan<char> text) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text[..Beginning]));

    private static int BitOf(ulong beginning) => (int)((beginning * 0x9E3779B97F4A7C15) >> (64 - FilterBits));
}
