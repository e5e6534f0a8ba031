using System.Security.Cryptography;
using System.Text;
using Ingestion.Worker.Intake.Budgets;
using Ingestion.Worker.Intake.Machines;
using Xunit;

namespace Ingestion.Worker.Tests.Machines;

/// <summary>What is done for each message goes by tables and filters; beside it the same as it is defined, letter by letter and phrase by phrase.</summary>
public sealed class PlainWordsTests
{
    private static readonly string[] Wordings =
    [
        "i am on leave", "on leave", "ofiste değilim", "ofiste olmayacağım", "ofiste", "təsdiq kodu:", "təsdiq kodu", "کد تایید شما", "در مرخصی هستم", "для вас", "auto reply", "2026 yili",
    ];

    private static readonly string[] Pieces =
        [.. Wordings, "i am", "I'm on leave", "x", "on leaves", "ofis", "kodu", "کد", "5", "12", ":", ".", "'", "“", "”", "\"", "\u200C", "ŞİKAYET", "ı", "Ǳ", "ß", "𝒜", "\uD83D", "a@b.example", "№7"];

    private static readonly string[] Joints = [" ", "", "\n", " ", ": ", ", ", "-"];

    [Fact]
    public void IsIn_AnyText_IsWhatLookingForEachPhraseSays()
    {
        var phrases = new Phrases(Wordings);
        var folded = Array.ConvertAll(Wordings, WordFold.Phrase);
        var found = 0;
        foreach (var text in Texts(20_000).Select(text => WordFold.Text(text, 1_000)))
        {
            var expected = folded.Any(phrase => Stands(text, phrase));
            Assert.True(phrases.IsIn(text) == expected, text);
            found += expected ? 1 : 0;
        }

        Assert.InRange(found, 2_000, 18_000);
    }

    [Fact]
    public void Begins_AnyFoldedText_AreThePlacesBehindWhatIsNoLetter()
    {
        foreach (var text in Texts(5_000).Select(text => WordFold.Text(text, 1_000)))
        {
            var expected = Enumerable.Range(0, text.Length + (text.EndsWith(':') ? 1 : 0)).Where(at => at == 0 || !char.IsLetterOrDigit(text[at - 1]));
            Assert.Equal(expected, WordFold.Begins(text));
        }
    }

    [Fact]
    public void TextKey_AnyText_IsTheHashOfItsLettersInWordsWithoutDigits()
    {
        var keys = 0;
        foreach (var text in Texts(5_000).Append(string.Concat(Enumerable.Repeat("Kargom 3 gündür ŞUBEDE bekliyor. ", 200))))
        {
            var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Any(letter => letter == '@' || char.IsDigit(letter)));
            var letters = string.Concat(words.SelectMany(word => word.Where(char.IsLetter)).Select(char.ToLowerInvariant).Take(2_000));
            Guid? expected = letters.Length < TextKey.FewestLetters ? null : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(letters)).AsSpan(0, 16));
            Assert.Equal(expected, TextKey.Of(text));
            keys += expected is null ? 0 : 1;
        }

        Assert.InRange(keys, 100, 5_000);
    }

    private static IEnumerable<string> Texts(int count)
    {
        var choice = new Random(20);
        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            for (var pieces = choice.Next(1, 14); pieces > 0; pieces--)
            {
                text.Append(Pieces[choice.Next(Pieces.Length)]).Append(Joints[choice.Next(Joints.Length)]);
            }

            yield return text.ToString();
        }
    }

    private static bool Stands(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
