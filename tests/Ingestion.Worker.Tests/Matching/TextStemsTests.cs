using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class TextStemsTests
{
    [Theory]
    [InlineData("Sabahtan beri Kadıköy'de su yok", "kadikoy", true)]
    [InlineData("Kadıköy şubesi kapalı", "kadikoy", true)]
    [InlineData("sabahtan beri kadıköy tarafında su yok", "kadikoy", true)]
    [InlineData("Nothing works in Hackney", "hackney", true)]
    [InlineData("nothing works in hackney", "hackney", false)]
    [InlineData("Hackney is offline", "hackney", false)]
    [InlineData("شعبه تجریش بسته است", "تجریش", true)]
    [InlineData("در تجریش آب نیست", "تجریش", false)]
    [InlineData("Hello, Nothing works", "nothing", false)]
    [InlineData("NOTHING WORKS HERE", "works", false)]
    [InlineData("it comes on Monday", "monday", false)]
    public void IsNamed_WordsAsPlacesAreWritten_AreMarked(string text, string word, bool expected)
    {
        var print = NearFingerprint.Of(ComparableText.Of(text));

        Assert.Equal(expected, print.IsNamed(WordStem.Of(word)));
    }

    [Fact]
    public void IsPlace_WrittenSmallAfterOthersWroteItAsAPlace_IsOne()
    {
        var frequency = new WordFrequency();
        for (var i = 0; i < 10; i++)
        {
            frequency.Add(NearFingerprint.Of(ComparableText.Of("No internet in Hackney and the headset broke")));
        }

        Assert.True(frequency.IsPlace(WordStem.Of("hackney"), isNamed: false));
        Assert.False(frequency.IsPlace(WordStem.Of("headset"), isNamed: false));
        Assert.False(frequency.IsPlace(WordStem.Of("internet"), isNamed: true));
    }

    [Theory]
    [InlineData("You took 1,250.90 pounds", 1250)]
    [InlineData("1250 lira çekildi", 1250)]
    [InlineData("مبلغ ۱۲۵۰ تومان برداشت شد", 1250)]
    [InlineData("kartdan 1 250 manat çıxıb", 1250)]
    [InlineData("EUR 99 for nothing", 99)]
    [InlineData("order 1250 is late", null)]
    [InlineData("1250", null)]
    public void Amounts_OfMoney_AreRead(string text, int? expected)
    {
        var amounts = NearFingerprint.Of(ComparableText.Of(text)).Amounts.ToArray();

        Assert.Equal(expected is null ? [] : [TextMark.Of(TextMark.Amount, (ulong)expected)], amounts);
    }

    [Fact]
    public void Of_AnyText_IsAscendingAndBounded()
    {
        var words = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"Kelime{(char)('a' + (i % 26))}{i} {i} lira kesildi"));
        var stems = NearFingerprint.Of(ComparableText.Of(words)).Stems.ToArray();

        Assert.InRange(stems.Length, 1, NearFingerprint.MaxStems);
        Assert.Equal(stems.Order().Distinct(), stems);
    }
}
