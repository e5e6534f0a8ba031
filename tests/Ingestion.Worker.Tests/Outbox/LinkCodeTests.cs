using System.Text;
using Ingestion.Worker.Outbox;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class LinkCodeTests
{
    private static readonly LinkCode Codes = new(Encoding.ASCII.GetBytes("a key of the tests, 32 bytes long"));

    [Fact]
    public void Create_IsStableShortAndOfItsComplaintAndKey()
    {
        var all = Enumerable.Range(1, 20_000).Select(id => Codes.Create(id)).ToList();

        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, code => Assert.Matches("^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", code));
        Assert.Equal(all[6], Codes.Create(7));
        Assert.NotEqual(all[6], new LinkCode(Encoding.ASCII.GetBytes("another key of the tests, of 32 b")).Create(7));
    }

    [Theory]
    [InlineData("my code is {0}.")]
    [InlineData("{0}")]
    [InlineData("1234-5678-9012,{0}!")]
    public void Find_WhateverWayItIsWritten_FindsIt(string text)
    {
        foreach (var id in Enumerable.Range(1, 300))
        {
            var code = Codes.Create(id);
            string[] ways =
            [
                code, code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), code.Replace('-', ' '), code.Replace('-', '\u2011'), "\u2068" + code + "\u2069",
                string.Concat(code.Select(letter => char.IsAsciiDigit(letter) ? (char)('\u06F0' + letter - '0') : letter)),
            ];
            Assert.All(ways, way => Assert.Contains(code, LinkCode.Find(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, way))));
        }
    }

    [Theory]
    [InlineData("nothing here 1234 123 abcdefghi")]
    [InlineData("K7QM--2XPD, K7QMM-2XPD, K7QM-2XP, K7QM2XPDD")]
    [InlineData("IIII-OOOO")]
    public void Find_OtherText_FindsNothing(string text) => Assert.Empty(LinkCode.Find(text));

    [Fact]
    public void Find_VeryLongText_IsBounded() => Assert.InRange(LinkCode.Find(string.Join(' ', Enumerable.Range(0, 50_000).Select(id => Codes.Create(id)))).Count, 1, 1000);
}
