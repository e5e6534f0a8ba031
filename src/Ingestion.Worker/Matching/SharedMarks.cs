namespace Ingestion.Worker.Matching;

/// <summary>What two texts are about beside their words: concepts, in bits of <see cref="WordFrequency"/>, and amounts of money.</summary>
/// <param name="Topics">Bits of the concepts in both.</param>
/// <param name="TopicPart">Of the concepts of the text that has fewer, the part in both: 0 to 1.</param>
/// <param name="OtherTopics">Each text is about concepts of so many bits that the other does not mention.</param>
/// <param name="Amount">Bits of the rarest amount in both.</param>
/// <param name="OtherAmount">Both name amounts and none is the same.</param>
internal readonly record struct SharedMarks(float Topics, float TopicPart, float OtherTopics, float Amount, bool OtherAmount)
{
    public static SharedMarks Of(NearFingerprint mine, NearFingerprint theirs, WordFrequency frequency)
    {
        var topics = Compare(mine.Topics, theirs.Topics, frequency);
        var amounts = Compare(mine.Amounts, theirs.Amounts, frequency);
        return new SharedMarks(topics.Sum, topics.Count == 0 ? 0f : (float)topics.Count / Math.Min(mine.Topics.Length, theirs.Topics.Length), topics.Alone, amounts.Best, amounts.Count == 0 && mine.Amounts.Length > 0 && theirs.Amounts.Length > 0);
    }

    private static (float Sum, int Count, float Best, float Alone) Compare(ReadOnlySpan<ulong> mine, ReadOnlySpan<ulong> theirs, WordFrequency frequency)
    {
        var (sum, count, best, alone, others) = (0f, 0, 0f, 0f, 0f);
        foreach (var mark in mine)
        {
            var bits = frequency.BitsOf(mark);
            if (theirs.Contains(mark))
            {
                sum += bits;
                best = Math.Max(best, bits);
                count++;
            }
            else
            {
                alone += bits;
            }
        }

        foreach (var mark in theirs)
        {
            others += mine.Contains(mark) ? 0f : frequency.BitsOf(mark);
        }

        return (sum, count, best, Math.Min(alone, others));
    }
}
