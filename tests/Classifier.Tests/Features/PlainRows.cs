using Ingestion.Classifier.Features;

namespace Classifier.Tests.Features;

/// <summary>The rows of a text, one n-gram after the other: what <see cref="FeatureReader"/> has to find, written down as it is defined.</summary>
internal static class PlainRows
{
    private const uint WordSeed = 0x85EBCA6B;
    private const uint PairSeed = 0xC2B2AE35;
    private const uint MarkedSeed = 0x27D4EB2F;

    public static HashSet<int> Of(string text)
    {
        var (written, folded) = Normalise(text);
        var rows = new HashSet<int>();
        var before = 0u;
        foreach (var word in new string([.. folded]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = word.Aggregate(WordSeed, Mix);
            rows.Add(Row(hash));
            if (before != 0)
            {
                rows.Add(Row(Mix(before ^ PairSeed, hash)));
            }

            before = hash | 1;
        }

        for (var start = 0; start < folded.Count; start++)
        {
            AddFrom(start, written, folded, rows);
        }

        return rows;
    }

    private static void AddFrom(int start, List<char> written, List<char> folded, HashSet<int> rows)
    {
        var (hash, hashWritten, isMarked) = (0u, MarkedSeed, false);
        for (var at = start; at < Math.Min(folded.Count, start + 5); at++)
        {
            hash = Mix(hash, folded[at]);
            if (at > start || folded[at] != ' ')
            {
                rows.Add(Row(hash));
            }

            hashWritten = Mix(hashWritten, written[at]);
            isMarked |= written[at] != folded[at];
            if (isMarked && at < start + 3)
            {
                rows.Add(Row(hashWritten));
            }

            if (at > start && folded[at] == ' ')
            {
                return;
            }
        }
    }

    private static (List<char> Written, List<char> Folded) Normalise(string text)
    {
        var written = new List<char> { ' ' };
        var folded = new List<char> { ' ' };
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (Names.Handle(text, i) is > 0 and var handle)
            {
                i += handle - 1;
                continue;
            }

            if (written[^1] is ' ' or '@' && Names.Address(text, i) is > 0 and var address)
            {
                i += address - 1;
                character = Names.Link;
            }

            var (lower, plain) = Letters.Of(character);
            if (lower == Letters.Dropped)
            {
                continue;
            }

            run = lower == written[^1] ? run + 1 : 0;
            if (run == 0 || (run == 1 && lower != ' '))
            {
                written.Add(lower);
                folded.Add(plain);
            }
        }

        if (written[^1] != ' ')
        {
            written.Add(' ');
            folded.Add(' ');
        }

        return (written, folded);
    }

    private static uint Mix(uint hash, char value) => Mix(hash, (uint)value);

    private static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x9E3779B1;
        return hash ^ (hash >> 15);
    }

    private static int Row(uint hash) => (int)((hash * WordSeed) >> (32 - FeatureReader.Bits));
}
