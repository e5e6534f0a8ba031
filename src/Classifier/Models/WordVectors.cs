using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ingestion.Classifier.Features;

namespace Ingestion.Classifier.Models;

/// <summary>
/// What words are about, as 64 numbers for each word that is not rare: words that keep the same company have like numbers ("kargo", "teslimat"), and
/// what is learnt of one is known of the other. A text has the sum of its words' numbers.
/// </summary>
internal sealed class WordVectors(ReadOnlyMemory<sbyte> rows)
{
    /// <summary>Numbers of a word.</summary>
    public const int Size = 64;

    /// <summary>Places for words; some stay empty.</summary>
    public const int Slots = 1 << SlotBits;

    /// <summary>Bytes of all numbers.</summary>
    public const int Bytes = Slots * Size;

    /// <summary>Words that are found quickly in so many places.</summary>
    public const int Most = Slots * 3 / 4;

    private const int SlotBits = 15;

    /// <summary>Additions of a byte that a short takes without overflow.</summary>
    private const int Safe = 256;

    /// <summary>Numbers, slot by slot.</summary>
    public ReadOnlyMemory<sbyte> Rows { get; } = rows;

    /// <summary>The stem in each slot: the first free one from where its hash says.</summary>
    public uint[] Words { get; init; } = new uint[Slots];

    /// <summary>What one step of a byte is worth.</summary>
    public float Scale { get; init; }

    /// <summary>No words are known.</summary>
    public static WordVectors Empty { get; } = new(new sbyte[Bytes]);

    /// <summary>The slot of a stem, or the free one where it would be.</summary>
    public static int Find(ReadOnlySpan<uint> words, uint stem)
    {
        var slot = (int)((stem * 0x85EBCA6B) >> (32 - SlotBits));
        while (words[slot] != stem && words[slot] != Stems.None)
        {
            slot = (slot + 1) & (Slots - 1);
        }

        return slot;
    }

    /// <summary>Fills <paramref name="values"/> with the sum of the words' numbers over the square root of how many are known.</summary>
    public void Fill(ReadOnlySpan<uint> stems, Span<float> values)
    {
        Span<int> sums = stackalloc int[Size];
        sums.Clear();
        var known = 0;
        while (stems.Length > 0)
        {
            var part = stems[..Math.Min(Safe, stems.Length)];
            known += Add(part, sums);
            stems = stems[part.Length..];
        }

        var share = Scale / MathF.Sqrt(Math.Max(1, known));
        for (var i = 0; i < Size; i++)
        {
            values[i] = sums[i] * share;
        }
    }

    private int Add(ReadOnlySpan<uint> stems, Span<int> sums)
    {
        Span<short> shorts = stackalloc short[Size];
        shorts.Clear();
        var known = 0;
        var all = Rows.Span;
        foreach (var stem in stems)
        {
            var slot = Find(Words, stem);
            if (Words[slot] == Stems.None)
            {
                continue;
            }

            known++;
            var row = all.Slice(slot * Size, Size);
            for (var i = 0; i < Size; i += Vector256<sbyte>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(row[i..]));
                (Vector256.Create<short>(shorts[i..]) + low).CopyTo(shorts[i..]);
                (Vector256.Create<short>(shorts[(i + Vector256<short>.Count)..]) + high).CopyTo(shorts[(i + Vector256<short>.Count)..]);
            }
        }

        for (var i = 0; i < Size; i++)
        {
            sums[i] += shorts[i];
        }

        return known;
    }
}
