using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>For each choice of eight places: the chosen ones first.</summary>
    private static readonly Vector256<int>[] Chosen = [.. Enumerable.Range(0, 256).Select(Choose)];

    /// <summary>Fills <see cref="FeatureScratch.Ids"/> and <see cref="FeatureScratch.Stems"/>; returns how many ids there are.</summary>
    public static int Read(ReadOnlySpan<char> subject, ReadOnlySpan<char> text, FeatureScratch scratch)
    {
        var take = Math.Min(subject.Length, FeatureScratch.MaxCharacters / 4);
        subject = subject[..take];
        var room = FeatureScratch.MaxCharacters - take;
        scratch.Reserve(Math.Min(text.Length, room) + take);
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

        var count = Collect(scratch, length);
        scratch.StemCount = Stems.Collect(scratch.Folded.AsSpan(0, length), scratch.Stems);
        scratch.Written.AsSpan(0, length).Clear();
        scratch.Folded.AsSpan(0, length).Clear();
        return KeepOnce(scratch.Ids.AsSpan(0, count), scratch.Seen);
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

            var (lower, plain) = Letters.Of(character);
            if (lower == Letters.Dropped)
            {
                continue;
            }

            // "çoooook" and "çook" are one word, as are all numbers of two digits and more. What comes too often is overwritten.
            run = lower == last ? run + 1 : 0;
            last = lower;
            written[length] = lower;
            folded[length] = plain;
            length += run <= (lower == ' ' ? 0 : 1) ? 1 : 0;
        }

        if (written[length - 1] != ' ')
        {
            written[length] = ' ';
            folded[length++] = ' ';
        }

        written[length] = folded[length] = '\0';
        return length;
    }

    /// <summary>Fills the scratch's ids with the rows of words, pairs and n-grams, each as often as it is written.</summary>
    private static int Collect(FeatureScratch scratch, int length)
    {
        var count = CollectWords(scratch.Folded.AsSpan(0, length), scratch.Ids);
        for (var start = 0; start < length; start += Vector256<uint>.Count)
        {
            CollectGrams(scratch.Written.AsSpan(start), scratch.Folded.AsSpan(start), scratch.Ids, ref count);
        }

        return count;
    }

    private static int CollectWords(ReadOnlySpan<char> folded, int[] ids)
    {
        var count = 0;
        var before = 0u;
        var word = WordSeed;
        foreach (var character in folded)
        {
            if (character != ' ')
            {
                word = Mix(word, character);
            }
            else if (word != WordSeed)
            {
                ids[count++] = Row(word);
                if (before != 0)
                {
                    ids[count++] = Row(Mix(before ^ PairSeed, word));
                }

                before = word | 1;
                word = WordSeed;
            }
        }

        return count;
    }

    /// <summary>The n-grams that begin at each of eight places, side by side. They end with their word, the space behind it included.</summary>
    // Vectors are slow before the compiler's second look.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CollectGrams(ReadOnlySpan<char> written, ReadOnlySpan<char> folded, int[] ids, ref int count)
    {
        var space = Vector256.Create((uint)' ');
        var hash = Vector256<uint>.Zero;
        var hashWritten = Vector256.Create(MarkedSeed);
        var marked = Vector256<uint>.Zero;
        var ended = Vector256<uint>.Zero;
        var isMarked = !written[..(Vector256<uint>.Count + LongestMarked)].SequenceEqual(folded[..(Vector256<uint>.Count + LongestMarked)]);
        for (var i = 0; i < Longest; i++)
        {
            var characters = Load(folded, i);
            var isSpace = Vector256.Equals(characters, space);
            ended |= Vector256.Equals(characters, Vector256<uint>.Zero);
            hash = Mix(hash, characters);
            Store(hash, i == 0 ? ended | isSpace : ended, ids, ref count);
            if (isMarked && i < LongestMarked)
            {
                var asWritten = Load(written, i);
                hashWritten = Mix(hashWritten, asWritten);
                marked |= ~Vector256.Equals(asWritten, characters);
                Store(hashWritten, ended | ~marked, ids, ref count);
            }

            ended |= i == 0 ? Vector256<uint>.Zero : isSpace;
        }
    }

    private static Vector256<uint> Load(ReadOnlySpan<char> text, int at)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text)), (nuint)at));
        return Vector256.Create(low, high);
    }

    private static void Store(Vector256<uint> hashes, Vector256<uint> leftOut, int[] ids, ref int count)
    {
        var kept = leftOut.ExtractMostSignificantBits() ^ 0xFF;
        var rows = (hashes * WordSeed) >>> (32 - Bits);
        Vector256.ShuffleNative(rows.AsInt32(), Chosen[kept]).CopyTo(ids, count);
        count += BitOperations.PopCount(kept);
    }

    private static Vector256<int> Choose(int kept)
    {
        var places = Enumerable.Range(0, 8).Where(place => (kept >> place & 1) != 0);
        return Vector256.Create<int>([.. places, .. Enumerable.Repeat(0, 8 - BitOperations.PopCount((uint)kept))]);
    }

    /// <summary>Leaves each row once; returns how many.</summary>
    private static int KeepOnce(Span<int> ids, ulong[] seen)
    {
        var count = 0;
        foreach (var id in ids)
        {
            // Without a branch: whether a row is new, nobody can foretell.
            ref var bits = ref seen[id >> 6];
            var before = bits >> id;
            bits |= 1UL << id;
            ids[count] = id;
            count += (int)(~before & 1);
        }

        foreach (var id in ids[..count])
        {
            seen[id >> 6] = 0;
        }

        return count;
    }

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * Odd;
        return hash ^ (hash >> 15);
    }

    private static Vector256<uint> Mix(Vector256<uint> hash, Vector256<uint> value)
    {
        hash = (hash ^ value) * Odd;
        return hash ^ (hash >>> 15);
    }

    private static int Row(uint hash) => (int)((hash * WordSeed) >> (32 - Bits));
}
