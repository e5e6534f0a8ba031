using System.Numerics;

namespace Ingestion.Worker.Matching;

/// <summary>What tells one customer's matters apart or brings them together beside words and concepts.</summary>
/// <param name="Senses">How many senses both texts have, see <see cref="Matching.Senses"/>.</param>
/// <param name="SensePart">Of the senses of the text that has fewer, the part in both: 0 to 1.</param>
/// <param name="AreOtherSenses">Both have senses and none is the same.</param>
/// <param name="OtherLabel">Both number a thing of one kind and none is the same: two bus lines, two flats.</param>
/// <param name="OtherNumeral">Both have short numbers of one kind, days included, and none is the same.</param>
/// <param name="Swapped">In much the same words, each text has a word of so many bits in the place of the other's, see <see cref="SwappedWords"/>.</param>
/// <param name="Cue">How plainly the later message says that its matter was told before.</param>
internal readonly record struct SharedThings(int Senses, float SensePart, bool AreOtherSenses, bool OtherLabel, bool OtherNumeral, float Swapped, RepeatCue Cue)
{
    private const float SameSentence = 0.3f;

    /// <param name="mine">The message that is decided.</param>
    /// <param name="theirs">An earlier one of the same customer.</param>
    /// <param name="similarity">How alike they are.</param>
    /// <param name="frequency">How common words are.</param>
    public static SharedThings Of(NearFingerprint mine, NearFingerprint theirs, float similarity, WordFrequency frequency)
    {
        var senses = BitOperations.PopCount(mine.Sense & theirs.Sense);
        var (label, numeral) = Compare(mine.Labels, theirs.Labels);
        var least = Math.Min(BitOperations.PopCount(mine.Sense), BitOperations.PopCount(theirs.Sense));
        return new SharedThings(senses, least == 0 ? 0f : (float)senses / least, senses == 0 && mine.Sense != 0 && theirs.Sense != 0, label, numeral, similarity < SameSentence ? 0f : SwappedWords.Of(mine, theirs, frequency), mine.Repeats);
    }

    private static (bool Label, bool Numeral) Compare(ReadOnlySpan<ulong> mine, ReadOnlySpan<ulong> theirs)
    {
        var (label, numeral) = (false, false);
        for (var kind = TextLabel.Plain; kind <= TextLabel.Seat; kind++)
        {
            if (!AreOther(mine, theirs, kind))
            {
                continue;
            }

            numeral = true;
            label |= kind > TextLabel.Date;
        }

        return (label, numeral);
    }

    private static bool AreOther(ReadOnlySpan<ulong> mine, ReadOnlySpan<ulong> theirs, TextLabel kind)
    {
        var has = false;
        foreach (var label in mine)
        {
            if (TextLabels.KindOf(label) != kind)
            {
                continue;
            }

            if (theirs.Contains(label))
            {
                return false;
            }

            has = true;
        }

        if (!has)
        {
            return false;
        }

        foreach (var label in theirs)
        {
            if (TextLabels.KindOf(label) == kind)
            {
                return true;
            }
        }

        return false;
    }
}
