using System.Diagnostics;
using Ingestion.Worker.Complaints;
using Xunit;

namespace Ingestion.Worker.Tests.Complaints;

public sealed class TrackingNumberFinderTests
{
    [Theory]
    [InlineData("Re: Your message 0000-0000-5724 is registered")]
    [InlineData("Takip numaram 0000 0000 5724, hâlâ bekliyorum")]
    [InlineData("no:000000005724")]
    [InlineData("شماره پیگیری\u2068۰۰۰۰-۰۰۰۰-۵۷۲۴\u2069است")]
    [InlineData("رقم٠٠٠٠٠٠٠٠٥٧٢٤")]
    [InlineData("order 12 0000-0000-5724")]
    [InlineData("0000–0000–5724")]
    [InlineData("0000\u00A00000\u00A05724")]
    [InlineData("0000\u200E-\u200E0000\u200E-\u200E5724")]
    [InlineData("0 0 0 0 0 0 0 0 5 7 2 4")]
    [InlineData("(0000-0000-5724) (0000-0000-5724)")]
    [InlineData("0000.0000.5724")]
    [InlineData("No. 0000/0000/5724.")]
    [InlineData("0000 - 0000 - 5724")]
    [InlineData("0000 \u2013 0000 \u2014 5724")]
    [InlineData("0000\u20110000\u20115724")]
    [InlineData("00\u00AD00_0000\\5724")]
    [InlineData("۰۰۰۰.۰۰۰۰/٥٧٢٤")]
    [InlineData("0000\t0000\u20035724")]
    [InlineData("your number 0000-0000-\r\n5724")]
    [InlineData("0000-\n0000-5724")]
    [InlineData("0000 0000\n5724")]
    [InlineData("> Re: 0000-\r\n> 0000-5724")]
    [InlineData(">> 0000-0000-\n>> 5724")]
    [InlineData("000000\n005724")]
    public void Find_QuotedNumber_IsFoundOnce(string text)
    {
        Assert.Equal("000000005724", Assert.Single(TrackingNumberFinder.Find(text)).Digits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no number")]
    [InlineData("0000-0000-5742")]
    [InlineData("0000000057240")]
    [InlineData("1000000005724")]
    [InlineData("0000--0000-5724")]
    [InlineData("0000\n0000\n5724")]
    [InlineData("0000-\n\n0000-5724")]
    [InlineData("0000-\n0000-\n5724")]
    [InlineData("0000  0000  5724")]
    [InlineData("0000, 0000, 5724")]
    [InlineData("0000..0000..5724")]
    [InlineData("0000.0000.5742")]
    [InlineData("0000:0000:5724")]
    [InlineData("+000000005724")]
    [InlineData("0000-0000-572")]
    public void Find_NoNumber_IsEmpty(string text)
    {
        Assert.Empty(TrackingNumberFinder.Find(text));
    }

    [Fact]
    public void Find_SeveralNumbers_KeepsTheirOrder()
    {
        using var random = new FixedRandom(5);
        var first = TrackingNumber.Create(random);
        var second = TrackingNumber.Create(random);
        Assert.Equal([first, second], TrackingNumberFinder.Find($"{first.Format()}, {second}"));
    }

    [Fact]
    public void Find_ManyNumbers_StopsAtTen()
    {
        using var random = new FixedRandom(6);
        var text = string.Join('\n', Enumerable.Range(0, 50).Select(_ => TrackingNumber.Create(random).Format()));
        Assert.Equal(10, TrackingNumberFinder.Find(text).Count);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("1-\u200E")]
    [InlineData("12345678901 ")]
    [InlineData("1 . ")]
    [InlineData("1\r\n> ")]
    [InlineData("1\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD\u00AD")]
    [InlineData("\uD800")]
    public void Find_HostileMegabyte_EndsSoon(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length));
        var watch = Stopwatch.StartNew();
        Assert.True(TrackingNumberFinder.Find(text).Count <= 10);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }
}
