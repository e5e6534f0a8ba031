using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Mime;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("ali@example.az", "ali@example.az", true)]
    [InlineData("Ali Veli <ali@Example.AZ>", "ali@example.az", true)]
    [InlineData("\"Veli, Ali\" <Ali.Veli+x@example.az>", "Ali.Veli+x@example.az", true)]
    [InlineData("mıke@example.org", "mıke@example.org", true)]
    [InlineData("\"john doe\"@example.org", "\"john doe\"@example.org", false)]
    [InlineData("\"a@evil.example x\"@example.org", "\"a@evil.example x\"@example.org", false)]
    [InlineData("a(comment)@example.org", "a@example.org", false)]
    [InlineData("a..b@example.org", "\"a..b\"@example.org", false)]
    [InlineData("a@localhost", "a@localhost", false)]
    [InlineData("a@[192.0.2.1]", "a@[192.0.2.1]", false)]
    [InlineData("a@-bad-.example", "a@-bad-.example", false)]
    [InlineData("a@b@example.org", "\"a@b\"@example.org", false)]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example", true)]
    [InlineData("a\u202e@example.org", "a\u202e@example.org", false)]
    [InlineData("a\u200b@example.org", "a\u200b@example.org", false)]
    public void Parse_OneAddress_IsNormalisedAndJudged(string text, string address, bool answerable)
    {
        var parsed = MailAddress.Parse(text);
        Assert.NotNull(parsed);
        Assert.Equal((address, answerable), (parsed.Address, parsed.IsAnswerable));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("<>")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("undisclosed-recipients:;")]
    public void Parse_NotOneAddress_IsNull(string text) => Assert.Null(MailAddress.Parse(text));

    [Fact]
    public void Parse_TwoPeopleInDifferentLetters_StayTwo() =>
        Assert.NotEqual(MailAddress.Parse("mike@example.org")!.Address, MailAddress.Parse("MIKE@example.org")!.Address);

    [Fact]
    public void ParseList_TwoAddressesInOneItem_AreNotAnswered() =>
        Assert.All(MailAddress.ParseList("<a@example.org> <b@example.org>"), address => Assert.False(address.IsAnswerable));

    [Fact]
    public void ToString_OfAnAddress_HidesIt() => Assert.DoesNotContain("@", MailAddress.Parse("a@example.org")!.ToString());
}
