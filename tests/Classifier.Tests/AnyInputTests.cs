using System.Text;
using Ingestion.Classifier;
using Ingestion.Classifier.Sensitive;
using Xunit;

namespace Classifier.Tests;

/// <summary>Whatever comes in, an answer comes out: the same each time, with confidences between 0 and 1.</summary>
public sealed class AnyInputTests
{
    private static readonly TextClassifier Classifier = new();

    public static TheoryData<string, string> Inputs
    {
        get
        {
            var random = new Random(20261122);
            var bytes = new byte[200_000];
            random.NextBytes(bytes);
            return new TheoryData<string, string>
            {
                { "empty", "" },
                { "a megabyte of one letter", new string('a', 1_000_000) },
                { "a megabyte of ğ", new string('ğ', 1_000_000) },
                { "a megabyte of digits", new string('7', 1_000_000) },
                { "a megabyte of spaces", new string(' ', 1_000_000) },
                { "a megabyte of one word", string.Concat(Enumerable.Repeat("acil ", 200_000)) },
                { "a megabyte of beginnings of phrases", string.Concat(Enumerable.Repeat("bilgim dışında ", 60_000)) },
                { "a megabyte of card beginnings", string.Concat(Enumerable.Repeat("4111 1111 ", 100_000)) },
                { "high surrogates", new string('\uD83D', 5_000) },
                { "low surrogates", new string('\uDC00', 5_000) },
                { "surrogates the wrong way round", string.Concat(Enumerable.Repeat("\uDE00\uD83D", 2_500)) },
                { "right-to-left overrides", string.Concat(Enumerable.Repeat("\u202E\u2067yangın\u2069\u202C ", 2_000)) },
                { "marks without a letter", new string('\u0307', 10_000) },
                { "a letter under ten thousand marks", "i" + string.Concat(Enumerable.Repeat("\u0307\u0323", 5_000)) },
                { "joiners", string.Concat(Enumerable.Repeat("می\u200C", 10_000)) },
                { "nulls", new string('\0', 100_000) },
                { "bytes as Latin 1", Encoding.Latin1.GetString(bytes) },
                { "bytes as UTF-16", Encoding.Unicode.GetString(bytes) },
                { "bytes as UTF-8", Encoding.UTF8.GetString(bytes) },
                { "every character", string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code)) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Classify_AnyInput_Returns(string name, string text)
    {
        foreach (var input in new[] { new ClassifierInput(text), new ClassifierInput("", text), new ClassifierInput(text, text, text, text) })
        {
            var first = Classifier.Classify(input);
            var second = Classifier.Classify(input);
            Assert.True(first.Reasons.SequenceEqual(second.Reasons) && first.PriorityScore == second.PriorityScore && first.Kind == second.Kind && first.Language == second.Language, name);
            Assert.All(
                first.Categories.Select(category => category.Score).Append(first.LanguageConfidence).Append(first.KindConfidence).Append(first.SentimentConfidence),
                value => Assert.InRange(value, 0, 1));
            Assert.InRange(first.PriorityScore, 0, PriorityScale.Most);
            Assert.Contains(first.Language, new[] { "tr", "az", "fa", "en", "other" });
        }

        Assert.Equal(text.Length, SensitiveNumbers.Mask(text)!.Length);
    }
}
