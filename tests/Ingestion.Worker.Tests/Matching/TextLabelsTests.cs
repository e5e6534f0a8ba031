using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class TextLabelsTests
{
    [Theory]
    [InlineData("34 numaralı otobüs durmadı", "Line")]
    [InlineData("12 nömrəli avtobus saxlamır", "Line")]
    [InlineData("اتوبوس خط ۱۰ دیر آمد", "Line")]
    [InlineData("The 42 bus drove past", "Line")]
    [InlineData("14-cü mənzildə tavan damcılayır", "Home")]
    [InlineData("the heating in flat 5 is off", "Home")]
    [InlineData("واحد ۱۱ سرد است", "Home")]
    [InlineData("on 19 November", "Date")]
    [InlineData("19 noyabrda filialda", "Date")]
    [InlineData("it was 7 or so", "Plain")]
    [InlineData("7 manat silinib", null)]
    [InlineData("i waited 20 minutes", null)]
    [InlineData("iki gündür, 3 gündür", null)]
    [InlineData("order 48213377", null)]
    [InlineData("no number", null)]
    public void Labels_ShortNumbersThatNameThings_AreRead(string text, string? expected)
    {
        var kinds = NearFingerprint.Of(ComparableText.Of(text)).Labels.ToArray().Select(label => TextLabels.KindOf(label).ToString());

        Assert.Equal(expected is null ? [] : [expected], kinds);
    }

    [Fact]
    public void Labels_OfAList_AreBounded()
    {
        var text = string.Join(", ", Enumerable.Range(1, 200).Select(i => $"flat {i}"));

        Assert.Equal(TextLabels.Most, NearFingerprint.Of(ComparableText.Of(text)).Labels.Length);
    }
}
