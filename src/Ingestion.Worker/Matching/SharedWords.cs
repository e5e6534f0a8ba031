namespace Ingestion.Worker.Matching;

/// <summary>The words that two texts have in common and that each has alone, in bits of <see cref="WordFrequency"/>.</summary>
/// <param name="Shared">Bits of the words in both.</param>
/// <param name="Mine">Bits of words in the first text only.</param>
/// <param name="Theirs">Bits of words in the other text only.</param>
/// <param name="Count">How many words are in both.</param>
/// <param name="Best">Bits of the rarest word in both.</param>
/// <param name="BestAlone">Each text has a word of so many bits that the other has not.</param>
internal readonly record struct SharedWords(float Shared, float Mine, float Theirs, int Count, float Best, float BestAlone)
{
    /// <summary>Of the words of the text that has less, the part in both: 0 to 1.</summary>
    public float Part => Shared <= 0 ? 0 : Shared / (Shared + Math.Min(Mine, Theirs));

    // Near words are often two words: it says less than the same word.
    private const float Mistyped = 0.5f;

    public static SharedWords Of(NearFingerprint mine, NearFingerprint theirs, WordFrequency frequency)
    {
        Span<ulong> left = stackalloc ulong[NearFingerprint.MaxStems];
        Span<ulong> right = stackalloc ulong[NearFingerprint.MaxStems];
        var (lefts, rights, shared, count, best) = (0, 0, 0f, 0, 0f);
        var a = mine.Stems;
        var b = theirs.Stems;
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            var order = i == a.Length ? 1 : j == b.Length ? -1 : a[i].CompareTo(b[j]);
            if (order == 0)
            {
                Share(frequency.BitsOf(a[i]));
                i++;
                j++;
            }
            else if (order < 0)
            {
                left[lefts++] = a[i++];
            }
            else
            {
                right[rights++] = b[j++];
            }
        }

        // What is left may be the same word mistyped.
        for (var i = 0; i < lefts; i++)
        {
            for (var j = 0; j < rights; j++)
            {
                if (WordStem.AreNear(left[i], right[j]))
                {
                    Share(Mistyped * Math.Min(frequency.BitsOf(left[i]), frequency.BitsOf(right[j])));
                    left[i--] = left[--lefts];
                    right[j] = right[--rights];
                    break;
                }
            }
        }

        var alone = SumOf(left[..lefts], frequency);
        var others = SumOf(right[..rights], frequency);
        return new SharedWords(shared, alone.Sum, others.Sum, count, best, Math.Min(alone.Best, others.Best));

        void Share(float bits)
        {
            shared += bits;
            best = Math.Max(best, bits);
            count++;
        }
    }

    private static (float Sum, float Best) SumOf(ReadOnlySpan<ulong> stems, WordFrequency frequency)
    {
        var (sum, best) = (0f, 0f);
        foreach (var stem in stems)
        {
            var bits = frequency.BitsOf(stem);
            sum += bits;
            best = Math.Max(best, bits);
        }

        return (sum, best);
    }
}
