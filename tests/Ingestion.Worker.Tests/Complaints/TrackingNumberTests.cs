using System.Globalization;
using Ingestion.Worker.Complaints;
using Xunit;

namespace Ingestion.Worker.Tests.Complaints;

public sealed class TrackingNumberTests
{
    // 572 has the check digit 4 in Damm's thesis.
    [Theory]
    [InlineData("000000005724", true)]
    [InlineData("000000005720", false)]
    [InlineData("000000000000", false)]
    public void TryParse_KnownCheckDigit_IsVerified(string digits, bool valid)
    {
        Assert.Equal(valid, TrackingNumber.TryParse(digits, out _));
    }

    [Fact]
    public void Create_Always_GivesTwelveDigitsThatParse()
    {
        using var random = new FixedRandom(7);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 2_000; i++)
        {
            var number = TrackingNumber.Create(random);
            Assert.Equal(12, number.Digits.Length);
            Assert.True(number.Digits.All(char.IsAsciiDigit));
            Assert.True(TrackingNumber.TryParse(number.Digits, out var parsed));
            Assert.Equal(number, parsed);
            Assert.True(seen.Add(number.Digits));
        }
    }

    [Fact]
    public void Create_SameRandom_GivesSameNumber()
    {
        using var first = new FixedRandom(3);
        using var second = new FixedRandom(3);
        Assert.Equal(TrackingNumber.Create(first), TrackingNumber.Create(second));
    }

    [Fact]
    public void TryParse_AnySingleDigitError_IsRejected()
    {
        using var random = new FixedRandom(11);
        for (var i = 0; i < 300; i++)
        {
            var digits = TrackingNumber.Create(random).Digits;
            for (var position = 0; position < digits.Length; position++)
            {
                for (var wrong = '0'; wrong <= '9'; wrong++)
                {
                    if (wrong != digits[position])
                    {
                        Assert.False(TrackingNumber.TryParse(digits[..position] + wrong + digits[(position + 1)..], out _));
                    }
                }
            }
        }
    }

    [Fact]
    public void TryParse_AnyNeighbourSwap_IsRejected()
    {
        using var random = new FixedRandom(13);
        for (var i = 0; i < 1_000; i++)
        {
            var digits = TrackingNumber.Create(random).Digits;
            for (var position = 0; position + 1 < digits.Length; position++)
            {
                if (digits[position] != digits[position + 1])
                {
                    var swapped = digits[..position] + digits[position + 1] + digits[position] + digits[(position + 2)..];
                    Assert.False(TrackingNumber.TryParse(swapped, out _), swapped);
                }
            }
        }
    }

    [Theory]
    [InlineData("0000-0000-5724")]
    [InlineData(" 0000 0000 5724 ")]
    [InlineData("۰۰۰۰-۰۰۰۰-۵۷۲۴")]
    [InlineData("٠٠٠٠ ٠٠٠٠ ٥٧٢٤")]
    [InlineData("\u2068۰۰۰۰-۰۰۰۰-۵۷۲۴\u2069")]
    [InlineData("0000\u00A00000\u00A05724")]
    [InlineData("۰۰0000005724")]
    [InlineData("0000.0000.5724.")]
    [InlineData("۰۰۰۰/٠٠٠٠/5724")]
    [InlineData("0000 \u2013 0000 \u2011 5724")]
    [InlineData("0000\u00AD0000\u30005724")]
    [InlineData("0000-0000-\r\n5724")]
    public void TryParse_WrittenByPeople_IsRead(string written)
    {
        Assert.True(TrackingNumber.TryParse(written, out var number));
        Assert.Equal("000000005724", number.Digits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000005724")]
    [InlineData("0000000005724")]
    [InlineData("0000-0000-572a")]
    [InlineData("0000,0000,5724")]
    [InlineData("+0000-0000-5724")]
    [InlineData("\uD8000000-0000-5724")]
    public void TryParse_AnythingElse_IsRejected(string written)
    {
        Assert.False(TrackingNumber.TryParse(written, out _));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("fa-IR")]
    [InlineData("ar-SA")]
    public void Format_AnyCulture_IsFourFourFourInLatinDigits(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.True(TrackingNumber.TryParse("000000005724", out var number));
            Assert.Equal("0000-0000-5724", number.Format());
            Assert.Equal("000000005724", number.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
