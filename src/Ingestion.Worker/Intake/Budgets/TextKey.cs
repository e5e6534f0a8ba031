using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Intake.Budgets;

/// <summary>
/// What texts of one writing machine have in common: its letters, without words that hold digits or an at sign (numbers, dates, addresses), without
/// spaces and signs. A machine that changes its sender, its ticket numbers and its dates still has one key.
/// </summary>
internal static class TextKey
{
    /// <summary>People write "it does not work" by the hundred; nobody writes this much alike by chance.</summary>
    public const int FewestLetters = 60;

    private const int MostLetters = 2_000;

    /// <summary>A word with such a sign does not count.</summary>
    private const char NoWord = '@';

    /// <summary>What <see cref="Letter"/> makes of the letters of Latin, Cyrillic and Arabic scripts.</summary>
    private static readonly char[] Letters = [.. Enumerable.Range(0, 0x700).Select(character => Letter((char)character))];

    public static Guid? Of(string text)
    {
        Span<char> letters = stackalloc char[MostLetters];
        var count = 0;
        var rest = text.AsSpan();
        while (count < MostLetters && !rest.IsEmpty)
        {
            rest = rest.TrimStart();
            var end = 0;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
            {
                end++;
            }

            count = Add(rest[..end], letters, count);
            rest = rest[end..];
        }

        if (count < FewestLetters)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[MostLetters * 3];
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(letters[..count], bytes)], hash);
        return new Guid(hash[..16]);
    }

    private static int Add(ReadOnlySpan<char> word, Span<char> letters, int count)
    {
        var begin = count;
        foreach (var character in word)
        {
            var letter = character < Letters.Length ? Letters[character] : Letter(character);
            if (letter == NoWord)
            {
                return begin;
            }

            if (letter != '\0' && count < letters.Length)
            {
                letters[count++] = letter;
            }
        }

        return count;
    }

    // '\0': left out
    private static char Letter(char character) =>
        character == '@' || char.IsDigit(character) ? NoWord
        : char.IsLetter(character) ? char.ToLowerInvariant(character)
        : '\0';
}
