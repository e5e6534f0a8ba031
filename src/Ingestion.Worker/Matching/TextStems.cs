namespace Ingestion.Worker.Matching;

/// <summary>The stems of a text's words and its marks, ascending.</summary>
internal static class TextStems
{
    // Long texts say what they are about in the beginning.
    private const int MaxWords = 32;

    public static ulong[] Of(ComparableText text)
    {
        Span<ulong> found = stackalloc ulong[NearFingerprint.MaxStems];
        Span<ulong> shared = found[..NearFingerprint.MaxShared];
        var (count, words, senses) = (0, 0, 0UL);
        for (var i = 0; i < text.Words.Length && count < shared.Length; i++)
        {
            var word = text.Words[i];
            var written = text[word];
            var concept = Concepts.Of(written);
            senses |= Senses.Of(written, concept);
            if (word.Weight == WordWeights.Full && words < MaxWords)
            {
                var stem = WordStem.Of(written);
                words += Keep(shared, stem, ref count) ? 1 : 0;
                if (concept == 0)
                {
                    KeepNaming(shared, word.Naming, stem, ref count);
                }
            }

            if (concept > 0)
            {
                Keep(shared, TextMark.Of(TextMark.Topic, concept), ref count);
            }
            else if (MoneyText.Read(text, i) is { } amount)
            {
                Keep(shared, TextMark.Of(TextMark.Amount, amount), ref count);
            }
        }

        count += KeepOwn(text, senses, found[count..]);
        found[..count].Sort();
        return found[..count].ToArray();
    }

    /// <summary>What is compared within one customer only; returns how many marks.</summary>
    private static int KeepOwn(ComparableText text, ulong senses, Span<ulong> found)
    {
        var count = TextLabels.Read(text, found[..TextLabels.Most]);
        if (senses != 0)
        {
            found[count++] = TextMark.Of(TextMark.Sense, senses);
        }

        if (RepeatCues.Of(text) is not RepeatCue.None and var cue)
        {
            found[count++] = TextMark.Of(TextMark.Repeat, (ulong)cue);
        }

        return count;
    }

    private static void KeepNaming(Span<ulong> found, PlaceNaming naming, ulong stem, ref int count)
    {
        if (naming > PlaceNaming.No)
        {
            Keep(found, TextMark.Of(TextMark.Named, stem), ref count);
        }

        if (naming == PlaceNaming.Likely)
        {
            Keep(found, TextMark.Of(TextMark.Place, stem), ref count);
        }
    }

    private static bool Keep(Span<ulong> found, ulong stem, ref int count)
    {
        if (count == found.Length || found[..count].Contains(stem))
        {
            return false;
        }

        found[count++] = stem;
        return true;
    }
}
