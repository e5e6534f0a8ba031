using Ingestion.Classifier.Features;
using Xunit;

namespace Classifier.Tests.Features;

public sealed class StemsTests
{
    private readonly FeatureScratch scratch = new();

    [Theory]
    [InlineData("kargom gelmedi", "KARGOMUZ, gelmedik!")]
    [InlineData("şikayət", "Sikayetim")]
    [InlineData("سفارش", "سفارش؟")]
    [InlineData("soon", "soooooon")]
    public void Read_WordsOfOneBeginning_HaveOneStem(string text, string other)
    {
        Assert.Equal(Read(text), Read(other));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("12 :) \uD83D\uDE00 ?", 0)]
    [InlineData("don't pay 100manat", 4)]
    [InlineData("@shop https://example.test/refund where", 1)]
    public void Read_AnyText_HasAStemForEachRunOfLetters(string text, int count)
    {
        Assert.Equal(count, Read(text).Length);
        Assert.DoesNotContain(Stems.None, Read(text));
    }

    [Fact]
    public void Read_OtherWords_HaveOtherStems()
    {
        var words = LabelledText.Read("tr").SelectMany(text => text.Text.Split(' ')).Where(word => word.All(letter => letter is >= 'a' and <= 'z')).Select(word => word[..Math.Min(6, word.Length)]).Distinct().ToList();
        // A letter drawn out counts twice at most: those words are alike.
        var stems = words.Where(word => word.Length > 2 && !IsDrawnOut(word)).Select(word => Read(word).Single()).ToList();
        Assert.Equal(stems.Count, stems.Distinct().Count());
    }

    private static bool IsDrawnOut(string word) => Enumerable.Range(0, word.Length - 2).Any(at => word[at] == word[at + 1] && word[at] == word[at + 2]);

    private uint[] Read(string text)
    {
        FeatureReader.Read(default, text, scratch);
        return scratch.Stems[..scratch.StemCount];
    }
}
