namespace Ingestion.Worker.Matching;

/// <summary>The stems of a text's words and its marks, ascending.</summary>
internal static class TextStems
{
    // Long texts say what they are about in the beginning.
    private const int MaxWords = 32;

    public static ulong[] Of(ComparableText text)
    {
        Span<ulong> found = stackalloc ulong[NearFingerprint.MaxStems];
        var (count, words) = (0, 0);
        for (var i = 0; i < text.Words.Length && count < found.Length; i++)
        {
            var word = text.Words[i];
            var written = text[word];
            var concept = Concepts.Of(written);
            if (word.Weight == WordWeights.Full && words < MaxWords)
            {
                var stem = WordStem.Of(written);
                words += Keep(found, stem, ref count) ? 1 : 0;
                if (concept == 0)
                {
                    KeepNaming(found, word.Naming, stem, ref count);
                }
            }

            if (concept > 0)
            {
                Keep(found, TextMark.Of(TextMark.Topic, concept), ref count);
            }
            else if (MoneyText.Read(text, i) is { } amount)
            {
                Keep(found, TextMark.Of(TextMark.Amount, amount), ref count);
            }
        }

        found[..count].Sort();
        return found[..count].ToArray();
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
