using Ingestion.Mail.Mime;
using Mail.Tests.Mime.Fuzz;
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
    [InlineData("=?utf-8?Q?ali?=@example.org")]
    [InlineData("<=?utf-8?Q?ali=40bank=2Eexample?=@example.org>")]
    [InlineData("=?utf-8?Q?victim@bank.example?= <ali@example.org>")]
    [InlineData("ali@example.org\u0000")]
    [InlineData("al\u0007i@example.org")]
    [InlineData("ali@exam\u0000ple.org")]
    [InlineData("ali\r\nBcc: x@example.org")]
    [InlineData("Ali ali@example.org")]
    [InlineData("Ali <ali@example.org")]
    [InlineData("<@relay.example:ali@example.org>")]
    [InlineData("ali@example.org@evil.example")]
    [InlineData("ali@example.org\rx@example.org")]
    [InlineData("friends: ali@example.org;")]
    [InlineData("\"ali@evil.example\"@example.org")]
    [InlineData("ali@(comment)example.org")]
    [InlineData("ali@exa mple.org")]
    [InlineData("ali@ex_ample.org")]
    [InlineData("ali@example..org")]
    [InlineData("mailto:ali@example.org")]
    public void ParseList_WhateverProgramsReadDifferently_IsNeverAnswered(string text) =>
        Assert.DoesNotContain(MailAddress.ParseList(text), address => address.IsAnswerable);

    [Theory]
    [InlineData("ali@example.az", "ALI <ali@EXAMPLE.az>", true)]
    [InlineData("ali@example.az", "Ali@example.az", false)]
    [InlineData("ali@xn--bcher-kva.example", "ali@BÜCHER.example", true)]
    [InlineData("mike@example.az", "m\u0131ke@example.az", false)]
    [InlineData("I@example.az", "i@example.az", false)]
    [InlineData("i@INFO.example", "i@info.example", true)]
    [InlineData("ali@example.az", "\"ali\"@example.az", true)]
    [InlineData("ali+a@example.az", "ali@example.az", false)]
    [InlineData("\u0430li@example.az", "ali@example.az", false)]
    public void IsSameMailbox_TwoAddresses_ComparesOrdinally(string one, string other, bool same) =>
        Assert.Equal(same, MailAddress.Parse(one)!.IsSameMailbox(MailAddress.Parse(other)!));

    [Theory]
    [InlineData("\"bank@bank.example\" <ali@example.az>", true)]
    [InlineData("bank\uFF20bank.example <ali@example.az>", true)]
    [InlineData("\"Ali (ali@example.az)\" <ali@example.az>", false)]
    [InlineData("Ali <ali@example.az>", false)]
    [InlineData("ali@example.az", false)]
    public void NameClaimsOtherAddress_OfAName_TellsTheSpoof(string text, bool claims) =>
        Assert.Equal(claims, MailAddress.Parse(text)!.NameClaimsOtherAddress);

    [Fact]
    public void ParseList_AnswerableAddressesOfDamagedLists_ReadBackTheSame()
    {
        const string Letters = "ali@example.az <>\"\\(),;:[] =?utf-8?Q?ü.";
        var choice = new Random(20261122);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Create(choice.Next(5, 60), choice, static (target, source) =>
            {
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = Letters[source.Next(Letters.Length)];
                }
            });
            foreach (var address in MailAddress.ParseList(text + " <ali@example.az>, b@example.az").Where(address => address.IsAnswerable))
            {
                var again = Assert.Single(MailAddress.ParseList(address.Address));
                Assert.Equal((address.Address, true, null), (again.Address, again.IsAnswerable, again.Name));
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("<")]
    [InlineData("(\"<")]
    [InlineData("=?utf-8?Q?")]
    [InlineData("a@b <")]
    [InlineData(",;:")]
    [InlineData("\"\\\"")]
    public void ParseList_OneThingAHundredThousandTimes_ReturnsInShortTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000));
        using var cpu = new ThreadCpu();
        var before = cpu.Now();
        MailAddress.ParseList(text);

        Assert.InRange((cpu.Now() - before).TotalSeconds, 0, 10);
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
