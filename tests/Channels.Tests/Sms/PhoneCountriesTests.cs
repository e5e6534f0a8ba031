using Ingestion.Channels.Sms;

namespace Channels.Tests.Sms;

public sealed class PhoneCountriesTests
{
    [Theory]
    [InlineData("+994501234567", "AZ")]
    [InlineData("+905321234567", "TR")]
    [InlineData("+989121234567", "IR")]
    [InlineData("+12025550123", "US")]
    [InlineData("+14165550123", "CA")]
    [InlineData("+18765550123", "JM")]
    [InlineData("+16585550123", "JM")]
    [InlineData("+18095550123", "DO")]
    [InlineData("+79161234567", "RU")]
    [InlineData("+77011234567", "KZ")]
    [InlineData("+447400123456", "GB")]
    [InlineData("+447797123456", "JE")]
    [InlineData("+390612345678", "IT")]
    [InlineData("+5999123456", "CW")]
    [InlineData("+5997123456", "BQ")]
    [InlineData("+37360123456", "MD")]
    [InlineData("+19005550123", null)]
    [InlineData("+18005550123", null)]
    [InlineData("+8821650000000", null)]
    [InlineData("+9791234567", null)]
    [InlineData("+000", null)]
    [InlineData("994501234567", null)]
    [InlineData("+", null)]
    [InlineData("", null)]
    [InlineData("+٩٩٤", null)]
    public void Of_Number_ItsCountry(string number, string? country) => Assert.Equal(country, PhoneCountries.Of(number));

    [Theory]
    [InlineData("AZ", true)]
    [InlineData("XK", true)]
    [InlineData("az", false)]
    [InlineData("ZZ", false)]
    [InlineData("", false)]
    public void IsKnown_Codes_TwoCapitals(string code, bool known) => Assert.Equal(known, PhoneCountries.IsKnown(code));
}
