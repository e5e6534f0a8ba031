namespace Ingestion.Classifier.Features;

/// <summary>
/// Turns a text into rows of the model's table: n-grams of 1 to 5 characters within words (marks taken away, so that typed-in-ASCII
/// meets proper spelling), n-grams of up to 3 characters that hold a marked letter as written, words and pairs of words. Each counts once.
/// The work is bounded for any text and nothing depends on the culture.
/// </summary>
internal static class FeatureReader
{
    /// <summary>Bits of a row's number.</summary>
    public const int Bits = 18;

    /// <summary>Rows of the table.</summary>
    public const int Rows = 1 << Bits;

    /// <summary>Changes when the same text gives other rows: a model of another number cannot be used.</summary>
    public const int Version = 2;

    private const int Longest = 5;
    private const int LongestMarked = 3;
    private const uint Odd = 0x9E3779B1;
    private const uint WordSeed = 0x85EBCA6B;
    private const uint PairSeed = 0xC2B2AE35;
    private const uint MarkedSeed = 0x27D4EB2F;

    /// <summary>Fills <see cref="FeatureScratch.Ids"/> and returns how many there are.</summary>
    public static int Read(ReadOnlySpan<char> subject, ReadOnlySpan<char> text, FeatureScratch scratch)
    {
        var take = Math.Min(subject.Length, FeatureScratch.MaxCharacters / 4);
        subject = subject[..take];
        var room = FeatureScratch.MaxCharacters - take;
        scratch.Reserve(Math.Min(text.Length, room) + take + 4);
        var length = 1;
        scratch.Written[0] = scratch.Folded[0] = ' ';
        length = Normalise(subject, scratch, length);
        if (text.Length <= room)
        {
            length = Normalise(text, scratch, length);
        }
        else
        {
            // What a long letter wants is said at its beginning or its end.
            length = Normalise(text[..(room * 3 / 4)], scratch, length);
            length = Normalise(text[^(room / 4)..], scratch, length);
        }

        var count = Collect(scratch.Written.AsSpan(0, length), scratch.Folded.AsSpan(0, length), scratch.Ids, scratch.Seen);
        scratch.Written.AsSpan(0, length).Clear();
        scratch.Folded.AsSpan(0, length).Clear();
        foreach (var id in scratch.Ids.AsSpan(0, count))
        {
            scratch.Seen[id >> 6] = 0;
        }

        return count;
    }

    private static int Normalise(ReadOnlySpan<char> text, FeatureScratch scratch, int length)
    {
        var written = scratch.Written;
        var folded = scratch.Folded;
        var last = written[length - 1];
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '@' && Names.Handle(text, i) is > 0 and var handle)
            {
                i += handle - 1;
                continue;
            }

            if (character is 'h' or 'H' or 'w' or 'W' && last is ' ' or '@' && Names.Address(text, i) is > 0 and var address)
            {
                i += address - 1;
                character = Names.Link;
            }

            var lower = Letters.Lower(character);
            if (lower == Letters.Dropped)
            {
                continue;
            }

            // "çoooook" and "çook" are one word, as are all numbers of two digits and more.
            run = lower == last ? run + 1 : 0;
            if (run > (lower == ' ' ? 0 : 1))
            {
                continue;
            }

            last = lower;
            written[length] = lower;
            folded[length++] = Letters.Fold(character);
        }

        if (written[length - 1] != ' ')
        {
            written[length] = ' ';
            folded[length++] = ' ';
        }

        return length;
    }

    private static int Collect(ReadOnlySpan<char> written, ReadOnlySpan<char> folded, int[] ids, ulong[] seen)
    {
        var count = 0;
        var before = 0u;
        var word = WordSeed;
        for (var start = 0; start < folded.Length; start++)
        {
            var character = folded[start];
            if (character != ' ')
            {
                word = Mix(word, character);
            }
            else if (word != WordSeed)
            {
                count = Add(word, ids, seen, count);
                if (before != 0)
                {
                    count = Add(Mix(before ^ PairSeed, word), ids, seen, count);
                }

                before = word | 1;
                word = WordSeed;
            }

            count = CollectFrom(written[start..], folded[start..], ids, seen, count);
        }

        return count;
    }

    private static int CollectFrom(ReadOnlySpan<char> written, ReadOnlySpan<char> folded, int[] ids, ulong[] seen, int count)
    {
        var hash = 0u;
        var hashWritten = MarkedSeed;
        var marked = false;
        var most = Math.Min(Longest, folded.Length);
        for (var i = 0; i < most; i++)
        {
            var character = folded[i];
            hash = Mix(hash, character);
            if (i > 0 || character != ' ')
            {
                count = Add(hash, ids, seen, count);
            }

            if (i < LongestMarked)
            {
                hashWritten = Mix(hashWritten, written[i]);
                marked |= written[i] != character;
                if (marked)
                {
                    count = Add(hashWritten, ids, seen, count);
                }
            }

            if (character == ' ' && i > 0)
            {
                break;
            }
        }

        return count;
    }

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * Odd;
        return hash ^ (hash >> 15);
    }

    private static int Add(uint hash, int[] ids, ulong[] seen, int count)
    {
        var id = (int)((hash * WordSeed) >> (32 - Bits));
        ref var bits = ref seen[id >> 6];
        var bit = 1UL << (id & 63);
        if ((bits & bit) == 0)
        {
            bits |= bit;
            ids[count++] = id;
        }

        return count;
    }
}
