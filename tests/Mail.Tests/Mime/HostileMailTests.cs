using System.Diagnostics;
using System.Text;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Replies;
using Ingestion.Mail.Reports;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>Messages made to cost time or memory: each gives a partial message with its reason, soon.</summary>
public sealed class HostileMailTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(8);

    [Fact]
    public void Parse_MillionParts_StopsAtTheLimit()
    {
        var text = new StringBuilder("From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (var i = 0; i < 1_000_000; i++)
        {
            text.Append("--b\r\n\r\nx\r\n");
        }

        var mail = Read(text.ToString());
        Assert.Contains("too-many-parts", mail.Problems);
        Assert.True(mail.Root.Parts.Count <= MimeLimits.Default.MaxParts);
    }

    [Fact]
    public void Parse_DepthOfTenThousand_StopsAtTheLimit()
    {
        var text = new StringBuilder("From: a@example.org\r\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\r\n\r\n--b").Append(i).Append("\r\n");
        }

        text.Append("\r\ndeep\r\n");
        Assert.Contains("too-deep", Read(text.ToString()).Problems);
    }

    [Fact]
    public void Parse_ForwardsInForwards_StopsAtTheLimit()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
        {
            text.Append("Content-Type: message/rfc822\r\n\r\n");
        }

        Assert.Contains("too-deep", Read(text.ToString()).Problems);
    }

    [Fact]
    public void Parse_HalfAMillionHeaderLines_KeepsTheFirst()
    {
        var text = new StringBuilder("From: a@example.org\r\nSubject: kept\r\n");
        for (var i = 0; i < 500_000; i++)
        {
            text.Append("X-H: y\r\n");
        }

        var mail = Read(text.Append("\r\nbody\r\n").ToString());
        Assert.Contains("too-many-headers", mail.Problems);
        Assert.Equal("kept", mail.Subject);
        Assert.Equal("body\n", mail.Text);
    }

    [Fact]
    public void Parse_HugeHeader_IsLeftOut()
    {
        var mail = Read("Subject: s\r\nX-Big: " + new string('x', 50_000_000) + "\r\nFrom: a@example.org\r\n\r\nbody\r\n");
        Assert.Contains("too-many-headers", mail.Problems);
        Assert.Equal("s", mail.Subject);
        Assert.Equal("body\n", mail.Text);
    }

    [Theory]
    [InlineData("=?")]
    [InlineData("=?utf-8?")]
    [InlineData("=?utf-8?Q?")]
    [InlineData("=?utf-8?B?QQ")]
    [InlineData("=?x-unknown?Q?a?= ")]
    [InlineData("=?utf-8?Q?a??")]
    public void Parse_EncodedWordsWithoutEnd_StayLinear(string piece) =>
        Assert.NotNull(Read($"Subject: {Repeat(piece, 240_000 / piece.Length)}\r\n\r\nx").Subject);

    [Theory]
    [InlineData("(")]
    [InlineData("<")]
    [InlineData("\"")]
    [InlineData("a@b,")]
    [InlineData("@")]
    [InlineData(":;")]
    [InlineData("a<b@c>")]
    [InlineData("\\")]
    public void Parse_LongAddressLists_StayLinear(string piece) =>
        Assert.NotNull(Read($"From: {Repeat(piece, 240_000 / piece.Length)}\r\n\r\nx").From);

    [Theory]
    [InlineData("; a=b")]
    [InlineData("; a*0*=b")]
    [InlineData(";;;;")]
    [InlineData("; filename=\"")]
    public void Parse_EndlessParameters_StayLinear(string piece) =>
        Assert.NotNull(Read($"Content-Type: text/plain{Repeat(piece, 240_000 / piece.Length)}\r\n\r\nx").Root.MediaType);

    [Theory]
    [InlineData("<div>")]
    [InlineData("</b>")]
    [InlineData("<b><i></div>")]
    [InlineData("<a href='x' ")]
    [InlineData("&#x1F600;")]
    [InlineData("<!--")]
    [InlineData("<p hidden>")]
    [InlineData("<table><tr><td>x")]
    public void Parse_HostileHtml_StaysLinear(string piece) =>
        Assert.NotNull(Read($"Content-Type: text/html\r\n\r\n{Repeat(piece, 1_000_000 / piece.Length)}").Text);

    [Fact]
    public void Parse_TagWithManyAttributes_StaysLinear()
    {
        var tag = new StringBuilder("Content-Type: text/html\r\n\r\n<p ");
        for (var i = 0; i < 100_000; i++)
        {
            tag.Append("a").Append(i).Append("=1 style=x ");
        }

        Assert.NotNull(Read(tag.Append(">x").ToString()).Text);
    }

    [Theory]
    [InlineData("> a\n")]
    [InlineData("From: x\n")]
    [InlineData("wrote:\n")]
    [InlineData("On 24 Nov 2025 a@b.c wrote:\n")]
    [InlineData("\n")]
    [InlineData("-- \n")]
    [InlineData("________________________________\n")]
    public void Split_RepeatedMarks_StaysLinear(string line)
    {
        var watch = Stopwatch.StartNew();
        Assert.NotNull(ReplyText.Split("own words\n" + Repeat(line, 1_000_000 / line.Length)).Own);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
    }

    [Theory]
    [InlineData("\n--b\n")]
    [InlineData("\n--")]
    [InlineData("--b--\n")]
    [InlineData("\n--b\n\n\n--b--\n")]
    [InlineData("\n--b\nContent-Type: multipart/mixed\n\n--x\n")]
    public void Parse_BoundaryLines_StayLinear(string piece) =>
        Assert.NotNull(Read($"Content-Type: multipart/mixed; boundary=b\r\n\r\n{Repeat(piece, 1_000_000 / piece.Length)}").Text);

    [Fact]
    public void Parse_LargeAttachment_AllocatesLittle()
    {
        var raw = Encoding.ASCII.GetBytes("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Type: application/zip; name=a.zip\r\n\r\n" + Repeat(new string('Q', 76) + "\r\n", 780_000) + "--b--\r\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var mail = MimeMessage.Parse(raw);
        Assert.Equal("text", mail.Text);
        Assert.Equal(780_000L * 57, Assert.Single(mail.Attachments).Size);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void Parse_EndlessText_IsCutWithAReason()
    {
        var mail = Read("Content-Type: text/plain\r\n\r\n" + Repeat("line of text\r\n", 1_000_000));
        Assert.Contains("text-too-long", mail.Problems);
        Assert.InRange(mail.Text.Length, 1, MimeLimits.Default.MaxTextBytes);
    }

    private static string Repeat(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();

    private static MimeMessage Read(string text)
    {
        var raw = Encoding.UTF8.GetBytes(text);
        var watch = Stopwatch.StartNew();
        var mail = MimeMessage.Parse(raw);
        _ = mail.Problems;
        _ = mail.To;
        _ = MailReport.Of(mail);
        _ = ReplyText.Split(mail.Text);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        return mail;
    }
}
