using Ingestion.Classifier.Features;
using Xunit;

namespace Classifier.Tests.Features;

public sealed class FeatureReaderTests
{
    private readonly FeatureScratch scratch = new();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("Sifarişim gəlmədi, nə edim?")]
    [InlineData("سفارش من نرسیده")]
    [InlineData("\uD83D\uDE00\uD800 \u202E\u0301\u0301")]
    public void Read_AnyText_GivesEachRowOnceAndLeavesNothingBehind(string text)
    {
        var ids = Read(text);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id, 0, FeatureReader.Rows - 1));
        Assert.All(scratch.Seen, bits => Assert.Equal(0UL, bits));
        Assert.All(scratch.Written.Concat(scratch.Folded), character => Assert.Equal('\0', character));
        Assert.Equal(ids, Read(text));
    }

    [Theory]
    [InlineData("tr")]
    [InlineData("az")]
    [InlineData("fa")]
    [InlineData("en")]
    public void Read_OwnTexts_FindsTheRowsOfTheDefinition(string language)
    {
        foreach (var text in LabelledText.Read(language).SelectMany(text => new[] { text.Text, text.Text.ToUpperInvariant() }))
        {
            Assert.Equal(PlainRows.Of(text).Order(), Read(text).Order());
        }
    }

    [Fact]
    public void Read_RandomCharacters_FindsTheRowsOfTheDefinition()
    {
        const string Likely = "  aabcşığəçhw@.:/?!0٣یيآ\u200C\u0307\uD83D\uDE00";
        var random = new Random(20261122);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(8) == 0 ? (char)random.Next(0x10000) : Likely[random.Next(Likely.Length)]));
            Assert.Equal(PlainRows.Of(text).Order(), Read(text).Order());
        }
    }

    [Theory]
    [InlineData('i')]
    [InlineData(' ')]
    [InlineData('\u0301')]
    [InlineData('\uD800')]
    public void Read_Megabyte_IsBounded(char character)
    {
        var ids = Read(new string(character, 1_000_000));
        Assert.True(ids.Length <= FeatureScratch.MaxCharacters * 9);
    }

    [Fact]
    public void Read_TypedInAscii_SharesTheFoldedRows()
    {
        var proper = Read("şikayət çatdırılmadı").ToHashSet();
        var plain = Read("sikayet catdirilmadi").ToHashSet();
        Assert.ProperSubset(proper, plain);
    }

    [Theory]
    [InlineData("@parcelhop where is it", "where is it")]
    [InlineData("where is it @user_1", "where is it ")]
    [InlineData("see https://example.test/a?b=c now", "see http://other.test now")]
    [InlineData("WWW.SHOP.TEST gelin", "www.x.test gelin")]
    [InlineData("£100 won", "$100 won")]
    public void Read_NamesOfSomebody_SayNothing(string text, string same)
    {
        Assert.Equal(Read(same).Order(), Read(text).Order());
    }

    [Theory]
    [InlineData("a@b", "a b")]
    [InlineData("@ home", "home")]
    public void Read_AnAtThatIsNoHandle_StaysASign(string text, string other)
    {
        Assert.NotEqual(Read(other).Order(), Read(text).Order());
    }

    private int[] Read(string text)
    {
        // A longer text than before takes other buffers: first read, then look.
        var count = FeatureReader.Read(default, text, scratch);
        return scratch.Ids[..count];
    }
}
