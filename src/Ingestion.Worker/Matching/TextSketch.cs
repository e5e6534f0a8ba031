using System.Buffers;
using System.Runtime.InteropServices;

namespace Ingestion.Worker.Matching;

/// <summary>The MinHash sketch of a text over weighted character shingles; docs/decisions/0018 says why this kind.</summary>
internal static class TextSketch
{
    private const int ShingleLength = 5;
    private const char Number = '0';

    /// <summary><see cref="NearFingerprint.Places"/> values, or none for a text that is too short.</summary>
    public static ushort[] Of(ComparableText text)
    {
        Span<ulong> lowest = stackalloc ulong[NearFingerprint.Places];
        lowest.Fill(ulong.MaxValue);
        return AddShingles(text, lowest) ? Filled(lowest) : [];
    }

    private static bool AddShingles(ComparableText text, Span<ulong> lowest)
    {
        var size = text.Text.Length + 4;
        var letters = ArrayPool<char>.Shared.Rent(size);
        var weights = ArrayPool<byte>.Shared.Rent(size);
        var length = Flatten(text, letters, weights);
        for (var i = 0; i + ShingleLength <= length; i++)
        {
            var first = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(letters.AsSpan(i, 4)));
            var hash = NearFingerprint.Mix(first ^ ((ulong)letters[i + 4] * 0xD6E8FEB86659FD93));
            var weight = weights[i + (ShingleLength / 2)];
            for (var copy = 0; copy < weight; copy++)
            {
                hash = NearFingerprint.Mix(hash);
                ref var place = ref lowest[(int)(hash >> 57)];
                place = Math.Min(place, hash & 0x01FF_FFFF_FFFF_FFFF);
            }
        }

        ArrayPool<char>.Shared.Return(letters);
        ArrayPool<byte>.Shared.Return(weights);
        return length >= ShingleLength;
    }

    /// <summary>Words between gaps; long numbers are one sign, because they tell matters apart as evidence and not as text.</summary>
    private static int Flatten(ComparableText text, Span<char> letters, Span<byte> weights)
    {
        var length = 0;
        letters[length++] = LetterFolding.Gap;
        foreach (var word in text.Words)
        {
            var written = text[word];
            if (written.Length >= 4 && !written.ContainsAnyExceptInRange('0', '9'))
            {
                weights[length] = WordWeights.Little;
                letters[length++] = Number;
            }
            else
            {
                written.CopyTo(letters[length..]);
                weights.Slice(length, written.Length).Fill(word.Weight);
                length += written.Length;
            }

            weights[length] = WordWeights.Little;
            letters[length++] = LetterFolding.Gap;
        }

        return length;
    }

    /// <summary>Short texts leave places empty: each takes the value of another place, chosen by its own number alone, so that equal texts stay equal.</summary>
    private static ushort[] Filled(ReadOnlySpan<ulong> lowest)
    {
        var filled = new ushort[NearFingerprint.Places];
        for (var place = 0; place < NearFingerprint.Places; place++)
        {
            var from = place;
            var turn = 0UL;
            while (lowest[from] == ulong.MaxValue)
            {
                turn++;
                from = (int)(NearFingerprint.Mix(((ulong)place << 32) | turn) >> 57);
            }

            filled[place] = (ushort)(NearFingerprint.Mix(lowest[from] + turn) >> 48);
        }

        return filled;
    }
}
