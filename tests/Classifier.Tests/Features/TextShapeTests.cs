using Ingestion.Classifier.Features;
using Xunit;

namespace Classifier.Tests.Features;

public sealed class TextShapeTests
{
    [Fact]
    public void Of_Advertisement_CountsWhatStandsOut()
    {
        var shape = TextShape.Of("WIN £500!! Call 0900 555 44 33 or text YES to 80082, 50% off");
        Assert.Equal((1, 1), (shape.Phones, shape.ShortCodes));
        Assert.Equal((1, 1, 2), (shape.Money, shape.Percents, shape.Exclamations));
        Assert.True(shape.Capitals > 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sifarişim gəlmədi")]
    [InlineData("12.05 2024")]
    public void Of_PlainText_FindsNoPhoneAndNoMoney(string text)
    {
        var shape = TextShape.Of(text);
        Assert.Equal((0, 0, 0), (shape.Phones, shape.Money, shape.Mentions));
    }

    [Fact]
    public void Of_Megabyte_ReadsTheBeginning()
    {
        Assert.InRange(TextShape.Of(new string('A', 1_000_000)).Capitals, 1, 10_000);
    }
}
