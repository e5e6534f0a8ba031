using System.Globalization;
using Ingestion.Channels;
using Xunit;

namespace Channels.Tests;

/// <summary>Which mail addresses are one point, and which never are.</summary>
public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ayla@example.az", "ayla@example.az")]
    [InlineData("  ayla@EXAMPLE.AZ ", "ayla@example.az")]
    [InlineData("Ayla.Ə@example.az", null)]
    [InlineData("ayla@ŞİRKƏT.az", null)]
    [InlineData("ayla@şirkət.az", "ayla@xn--irkt-45a71m.az")]
    [InlineData("ayla@ŞIRKƏT.az", "ayla@xn--irkt-45a71m.az")]
    [InlineData("ayla@xn--irkt-45a71m.az", "ayla@xn--irkt-45a71m.az")]
    [InlineData("ayla@BÜCHER.example", "ayla@xn--bcher-kva.example")]
    [InlineData("ayla@bu\u0308cher.example", "ayla@xn--bcher-kva.example")]
    [InlineData("ayla@exam\u200Bple.az", null)]
    [InlineData("ayla@exam\u00ADple.az", null)]
    [InlineData("ayla@exam\u2060ple.az", null)]
    [InlineData("ayla@ex\uFF41mple.az", null)]
    [InlineData("ayla@\u212Aey.az", null)]
    [InlineData("ayla@example\u3002az", null)]
    [InlineData("ayla@-example.az", null)]
    [InlineData("ayla@example..az", null)]
    [InlineData("a@b@example.az", null)]
    public void Read_Typed_PointOrNull(string typed, string? expected)
    {
        foreach (var culture in (string[])["", "tr-TR", "az-Latn-AZ", "fa-IR"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, EmailAddress.Read(typed)?.Value);
        }
    }

    [Theory]
    [InlineData("ayla@example.az", "ayla@ex\u0430mple.az")]
    [InlineData("ayla@mikro.az", "ayla@mıkro.az")]
    [InlineData("ayla@example.az", "ayla@examp1e.az")]
    [InlineData("ayla@example.az", "ayla@exämple.az")]
    [InlineData("ayla@strasse.example", "ayla@straße.example")]
    [InlineData("ayla@example.az", "ayla+shop@example.az")]
    [InlineData("ay.la@example.az", "ayla@example.az")]
    public void Folded_OfLookAlikes_StayDifferent(string one, string other)
    {
        var first = EmailAddress.Read(one);
        Assert.NotNull(first);
        Assert.NotEqual(first.Folded(), EmailAddress.Read(other)?.Folded());
    }

    [Theory]
    [InlineData("mıke@example.az", "mike@example.az")]
    [InlineData("mİke@example.az", "mike@example.az")]
    [InlineData("mi\u200Bke@example.az", "mike@example.az")]
    [InlineData("\u043Cike@example.az", "mike@example.az")]
    [InlineData("\u212Aay@example.az", "kay@example.az")]
    public void Folded_OfLettersBeyondAscii_FoldsNone(string one, string other)
    {
        foreach (var culture in (string[])["", "tr-TR", "az-Latn-AZ"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.NotEqual(Point(one).Folded(), Point(other).Folded());
            Assert.Equal(Point(one), Point(one).Folded());
        }
    }

    [Fact]
    public void Folded_Capitals_AreOnePersonAndHandlesAreNot()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        Assert.Equal("mike.iki@example.az", Point("MIKE.Iki@example.az").Folded().Value);
        Assert.NotEqual(new ContactPoint(ContactPointKind.Handle, "x:Ayla").Folded(), new ContactPoint(ContactPointKind.Handle, "x:ayla").Folded());
    }

    private static ContactPoint Point(string value) => new(ContactPointKind.Email, value);
}
