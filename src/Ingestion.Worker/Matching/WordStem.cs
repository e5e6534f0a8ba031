using System.Numerics;

namespace Ingestion.Worker.Matching;

/// <summary>The first five letters of a word in one number, twelve bits each: endings of Turkic words and most of Persian ones fall away.</summary>
internal static class WordStem
{
    private const int Letters = 5;
    private const int Bits = 12;
    private const ulong Letter = (1UL << Bits) - 1;

    public static ulong Of(ReadOnlySpan<char> word)
    {
        var stem = 0UL;
        for (var i = 0; i < Letters; i++)
        {
            stem = (stem << Bits) | (i < word.Length ? word[i] & Letter : 0);
        }

        return stem;
    }

    /// <summary>Whether one letter was mistyped, left out, put in, or swapped with the next. Short words have too many neighbours for that.</summary>
    public static bool AreNear(ulong one, ulong other)
    {
        if ((one & Letter) == 0 || (other & Letter) == 0)
        {
            return false;
        }

        var different = one ^ other;
        var low = BitOperations.TrailingZeroCount(different) / Bits * Bits;
        var high = (63 - BitOperations.LeadingZeroCount(different)) / Bits * Bits;
        if (low == high)
        {
            return true;
        }

        if (high - low == Bits && ((one >> high) & Letter) == ((other >> low) & Letter) && ((one >> low) & Letter) == ((other >> high) & Letter))
        {
            return true;
        }

        // A letter more in one: what is behind it moved by one, and the last fell off.
        var below = (1UL << (high + Bits)) - 1;
        return ((one & below) >> Bits) == (other & (below >> Bits)) || ((other & below) >> Bits) == (one & (below >> Bits));
    }
}
