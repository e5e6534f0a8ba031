using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;
using Xunit;

namespace Classifier.Tests.Training;

public sealed class WordVectorFitTests
{
    private static readonly string[] Parcels = ["parcel", "packet", "box"];
    private static readonly string[] Bills = ["invoice", "bill", "statement"];

    [Fact]
    public void Run_WordsThatKeepTheSameCompany_AreNear()
    {
        var words = WordVectorFit.Run(Texts(), seed: 1);

        Assert.True(Nearness(words, "parcel", "box") > Nearness(words, "parcel", "bill") + 0.3);
        Assert.True(Nearness(words, "invoice", "statement") > Nearness(words, "packet", "statement") + 0.3);
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameNumbers()
    {
        var (one, other) = (WordVectorFit.Run(Texts(), seed: 3), WordVectorFit.Run(Texts(), seed: 3));

        Assert.True(one.Rows.Span.SequenceEqual(other.Rows.Span));
        Assert.Equal(one.Words, other.Words);
        Assert.Equal(one.Scale, other.Scale);
    }

    [Fact]
    public void Run_RareWords_AreNotKnown()
    {
        var words = WordVectorFit.Run([Text(0, "parcel once"), Text(1, "parcel twice"), Text(2, "parcel late"), Text(3, "parcel lost")], seed: 1);

        Assert.Equal(Stem("parcel"), Assert.Single(words.Words, word => word != Stems.None));
    }

    private static List<TrainingText> Texts() =>
    [
        .. Enumerable.Range(0, 60).Select(number => Text(number, number % 2 == 0
            ? $"where does my {Parcels[number % 3]} stay the courier rang and left"
            : $"why is this {Bills[number % 3]} wrong money was taken twice")),
    ];

    private static TrainingText Text(int number, string text) =>
        new($"en-{number}", "en", 3, text, [3, -1, -1, -1, -1, -1, -1], [1, 0, 0, 0, 0, 0, 0], false, number % TrainingTexts.Folds);

    private static double Nearness(WordVectors words, string one, string other)
    {
        var (left, right) = (Row(words, one), Row(words, other));
        return Product(left, right) / Math.Sqrt(Product(left, left) * Product(right, right));
    }

    private static double Product(sbyte[] one, sbyte[] other) => one.Zip(other, (left, right) => (double)left * right).Sum();

    private static sbyte[] Row(WordVectors words, string word) =>
        words.Rows.Slice(WordVectors.Find(words.Words, Stem(word)) * WordVectors.Size, WordVectors.Size).ToArray();

    private static uint Stem(string word)
    {
        var scratch = FeatureScratch.Current;
        FeatureReader.Read(default, word, scratch);
        return scratch.Stems[0];
    }
}
