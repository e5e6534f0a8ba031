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

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(letters[..count].ToString()), hash);
        return new Guid(hash[..16]);
    }

    private static int Add(ReadOnlySpan<char> word, Span<char> letters, int count)
    {
        foreach (var letter in word)
        {
            if (letter == '@' || char.IsDigit(letter))
            {
                return count;
            }
        }

        foreach (var letter in word)
        {
            if (char.IsLetter(letter) && count < letters.Length)
            {
                letters[count++] = char.ToLowerInvariant(letter);
            }
        }

        return count;
    }
}
