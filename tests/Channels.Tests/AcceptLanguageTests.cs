using Ingestion.Channels;

namespace Channels.Tests;

public sealed class AcceptLanguageTests
{
    private static readonly string[] Known = ["tr", "az", "fa", "en"];

    [Theory]
    [InlineData("tr", "tr")]
    [InlineData("fa-IR", "fa")]
    [InlineData("AZ-latn-az", "az")]
    [InlineData("de-DE,fa-IR;q=0.8,en;q=0.5", "fa")]
    [InlineData("en;q=0.5, az;q=0.9, tr;q=0.7", "az")]
    [InlineData("en ; q=0.5 , tr ; Q=0.6", "tr")]
    [InlineData("az, tr", "az")]
    [InlineData("az;q=0.30, tr;q=0.3", "az")]
    [InlineData("tr;q=0.000, en;q=0.001", "en")]
    public void Best_Header_IsWantedMost(string header, string expected) => Assert.Equal(expected, AcceptLanguage.Best(header, Known));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("de, fr;q=0.9")]
    [InlineData("tr;q=0")]
    [InlineData("azb, tra")]
    [InlineData("tr;q=2")]
    [InlineData("tr;q=-1")]
    [InlineData("tr;q=0,9")]
    [InlineData("tr;q=")]
    [InlineData("tr;q=1e0")]
    [InlineData("tr;level=1")]
    [InlineData("İN, ,;,;q=1,-,_")]
    public void Best_NothingOfOurs_IsNull(string? header) => Assert.Null(AcceptLanguage.Best(header, Known));

    [Fact]
    public void Best_HeaderWithoutEnd_IsReadToTheTwentiethRange()
    {
        Assert.Equal("tr", AcceptLanguage.Best(string.Concat(Enumerable.Repeat("de,", 19)) + "tr", Known));
        Assert.Null(AcceptLanguage.Best(string.Concat(Enumerable.Repeat("de,", 20)) + "tr", Known));
    }

    [Theory]
    [InlineData("fa", null, "tr", "fa")]
    [InlineData("FA_ir", "tr", "az", "fa")]
    [InlineData("xx", "tr", "az", "tr")]
    [InlineData(null, "de", "az-AZ", "az")]
    [InlineData(null, null, "de", "en")]
    [InlineData("", "", null, "en")]
    public void Choose_WantedThenTheBrowsersThenGiven_IsTaken(string? wanted, string? header, string? otherwise, string expected) =>
        Assert.Equal(expected, PageLanguage.Choose(wanted, header, otherwise).Tag);
}
