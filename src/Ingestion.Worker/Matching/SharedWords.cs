namespace Ingestion.Worker.Matching;

/// <summary>The words that two texts have in common and that each has alone, in bits of <see cref="WordFrequency"/>.</summary>
/// <param name="Shared">Bits of the words in both.</param>
/// <param name="Mine">Bits of words in the first text only.</param>
/// <param name="Theirs">Bits of words in the other text only.</param>
/// <param name="Count">How many words are in both.</param>
/// <param name="Best">Bits of the rarest word in both.</param>
/// <param name="BestAlone">Each text has a word of so many bits that the other has not.</param>
/// <param name="Place">Bits of the rarest name of a place in both.</param>
/// <param name="OtherPlace">Each text names a place of so many bits that the other does not name.</param>
/// <param name="Name">The rarest word in both that is no everyday one, a place before others; 0 when there is none.</param>
/// <param name="OtherName">Each text has a word of so many bits that is no everyday one and that the other has not.</param>
internal readonly record struct SharedWords(float Shared, float Mine, float Theirs, int Count, float Best, float BestAlone, float Place, float OtherPlace, ulong Name, float OtherName)
{
    // Near words are often two words: it says less than the same word.
    private const float Mistyped = 0.5f;

    /// <summary>Of the words of the text that has less, the part in both: 0 to 1.</summary>
    public float Part => Shared <= 0 ? 0 : Shared / (Shared + Math.Min(Mine, Theirs));

    public static SharedWords Of(NearFingerprint mine, NearFingerprint theirs, WordFrequency frequency)
    {
        Span<ulong> left = stackalloc ulong[NearFingerprint.MaxStems];
        Span<ulong> right = stackalloc ulong[NearFingerprint.MaxStems];
        var (lefts, rights, shared, count, best, place) = (0, 0, 0f, 0, 0f, 0f);
        var (name, named) = (0UL, 0f);
        var a = mine.Words;
        var b = theirs.Words;
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            var order = i == a.Length ? 1 : j == b.Length ? -1 : a[i].CompareTo(b[j]);
            if (order == 0)
            {
                Share(a[i], 1f);
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
                    Share(frequency.BitsOf(left[i]) < frequency.BitsOf(right[j]) ? left[i] : right[j], Mistyped);
                    left[i--] = left[--lefts];
                    right[j] = right[--rights];
                    break;
                }
            }
        }

        var alone = SumOf(left[..lefts], mine, frequency);
        var others = SumOf(right[..rights], theirs, frequency);
        return new SharedWords(shared, alone.Sum, others.Sum, count, best, Math.Min(alone.Best, others.Best), place, Math.Min(alone.Place, others.Place), name, Math.Min(alone.Name, others.Name));

        void Share(ulong word, float part)
        {
            var bits = frequency.BitsOf(word);
            shared += part * bits;
            best = Math.Max(best, part * bits);
            count++;
            if (bits > place && frequency.IsPlace(word, mine.IsNamed(word) || theirs.IsNamed(word)))
            {
                (place, name, named) = (bits, word, float.MaxValue);
            }
            else if (bits > named && !frequency.IsEveryday(word))
            {
                (name, named) = (word, bits);
            }
        }
    }

    private static (float Sum, float Best, float Place, float Name) SumOf(ReadOnlySpan<ulong> words, NearFingerprint from, WordFrequency frequency)
    {
        var (sum, best, place, name) = (0f, 0f, 0f, 0f);
        foreach (var word in words)
        {
            var bits = frequency.BitsOf(word);
            sum += bits;
            best = Math.Max(best, bits);
            name = frequency.IsEveryday(word) ? name : Math.Max(name, bits);
            if (bits > place && frequency.IsPlace(word, from.IsNamed(word)))
            {
                place = bits;
            }
        }

        return (sum, best, place, name);
    }
}
