using System.Text;
using Ingestion.Mail.Imap;
using Xunit;

namespace Mail.Tests.Imap;

public sealed class ImapDateTests
{
    [Theory]
    [InlineData("17-Jul-1996 02:44:25 -0700", "1996-07-17T09:44:25Z")]
    [InlineData(" 1-Nov-2026 00:10:00 +0400", "2026-10-31T20:10:00Z")]
    [InlineData("1-Nov-2026 00:10:00 +0400", "2026-10-31T20:10:00Z")]
    [InlineData("01-JAN-1970 00:00:00 +0000", "1970-01-01T00:00:00Z")]
    [InlineData("31-Dec-2100 23:59:60 +0000", "2100-12-31T23:59:59Z")]
    public void Parse_RfcForm_PointInTime(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), ImapDate.Parse(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("31-Feb-2026 00:00:00 +0000")]
    [InlineData("17-Abc-1996 02:44:25 -0700")]
    [InlineData("17-Jul-1996 02:44:25")]
    [InlineData("17-Jul-1996 25:44:25 +0000")]
    [InlineData("01-Jan-0001 00:00:00 +1400")]
    [InlineData("xx-Jul-1996 02:44:25 +0000")]
    public void Parse_SomethingElse_Null(string text) => Assert.Null(ImapDate.Parse(Encoding.ASCII.GetBytes(text)));
}
