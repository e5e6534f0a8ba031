namespace Ingestion.Classifier.Features;

/// <summary>The beginnings of words, which say what they are about: in our languages one word has a hundred endings.</summary>
internal static class Stems
{
    /// <summary>Stands for no word.</summary>
    public const uint None = 0;

    private const int Longest = 6;
    private const uint Seed = 0x165667B1;
    private const uint Odd = 0x9E3779B1;

    /// <summary>Fills <paramref name="stems"/> with a hash of each word's beginning, in their order; returns how many. The text is folded and ends with a space.</summary>
    public static int Collect(ReadOnlySpan<char> folded, Span<uint> stems)
    {
        var count = 0;
        var letters = 0;
        var hash = Seed;
        foreach (var character in folded)
        {
            if (IsLetter(character))
            {
                hash = letters++ < Longest ? Mix(hash, character) : hash;
            }
            else if (letters > 0)
            {
                stems[count++] = hash == None ? Seed : hash;
                letters = 0;
                hash = Seed;
            }
        }

        return count;
    }

    private static bool IsLetter(char character) => character is >= 'a' and <= 'z' || (character > '\u00BF' && char.IsLetter(character));

    private static uint Mix(uint hash, char character)
    {
        hash = (hash ^ character) * Odd;
        return hash ^ (hash >> 15);
    }
}
