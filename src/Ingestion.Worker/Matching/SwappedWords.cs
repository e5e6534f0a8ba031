namespace Ingestion.Worker.Matching;

/// <summary>Words of two texts in much the same words that stand in each other's place: the names of two streets, two products.</summary>
internal static class SwappedWords
{
    /// <summary>What stands in the place of another is no more than so many words.</summary>
    public const int Most = 3;

    private const int Letters = 5;
    private const int Bits = 12;
    private const int LeastAlike = 2;

    // With the same first letter.
    private const int MostlyAlike = 3;

    /// <summary>Each text has a word of so many bits that the other has not, also not mistyped; 0 when that is not so, or when more than <see cref="Most"/> differ in both.</summary>
    public static float Of(NearFingerprint mine, NearFingerprint theirs, WordFrequency frequency)
    {
        Span<ulong> left = stackalloc ulong[NearFingerprint.MaxStems];
        Span<ulong> right = stackalloc ulong[NearFingerprint.MaxStems];
        var lefts = Missing(mine.Words, theirs.Words, left);
        var rights = Missing(theirs.Words, mine.Words, right);
        for (var i = 0; i < lefts; i++)
        {
            for (var j = 0; j < rights; j++)
            {
                if (AreAlike(left[i], right[j]))
                {
                    left[i--] = left[--lefts];
                    right[j] = right[--rights];
                    break;
                }
            }
        }

        return lefts == 0 || rights == 0 || Math.Min(lefts, rights) > Most ? 0f : Math.Min(BestOf(left[..lefts], frequency), BestOf(right[..rights], frequency));
    }

    private static int Missing(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others, Span<ulong> missing)
    {
        var count = 0;
        foreach (var word in words)
        {
            if (others.BinarySearch(word) < 0)
            {
                missing[count++] = word;
            }
        }

        return count;
    }

    /// <summary>Whether all letters but one are the same, or most of them and the first: a word mistyped more than once, or another form of it.</summary>
    private static bool AreAlike(ulong one, ulong other)
    {
        var (same, used) = (0, 0);
        for (var i = 0; i < Letters; i++)
        {
            var letter = LetterAt(one, i);
            for (var j = 0; j < Letters && letter != 0; j++)
            {
                if ((used & (1 << j)) == 0 && LetterAt(other, j) == letter)
                {
                    used |= 1 << j;
                    same++;
                    break;
                }
            }
        }

        return same >= Math.Max(LeastAlike, Math.Max(LengthOf(one), LengthOf(other)) - 1) || (same == MostlyAlike && LetterAt(one, Letters - 1) == LetterAt(other, Letters - 1));
    }

    private static int LengthOf(ulong word)
    {
        var length = Letters;
        while (length > 0 && LetterAt(word, Letters - length) == 0)
        {
            length--;
        }

        return length;
    }

    private static ulong LetterAt(ulong word, int at) => (word >> (Bits * at)) & ((1UL << Bits) - 1);

    private static float BestOf(ReadOnlySpan<ulong> words, WordFrequency frequency)
    {
        var best = 0f;
        foreach (var word in words)
        {
            best = Math.Max(best, frequency.BitsOf(word));
        }

        return best;
    }
}
