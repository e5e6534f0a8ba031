using System.Text;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Replies;
using Ingestion.Mail.Reports;
using Mail.Tests.Mime.Fuzz;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>Messages made to cost time or memory: each gives a partial message with its reason, for bounded CPU time and memory.</summary>
public sealed class HostileMailTests
{
    [Fact]
    public void Parse_MillionParts_StopsAtTheLimit()
    {
        var mail = Read(Raw("From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\nx\r\n", 10_000_000));
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
        var mail = Read(Raw("From: a@example.org\r\nSubject: kept\r\n", "X-H: y\r\n", 4_000_000, "\r\nbody\r\n"));
        Assert.Contains("too-many-headers", mail.Problems);
        Assert.Equal("kept", mail.Subject);
        Assert.Equal("body\n", mail.Text);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x\r\n ")]
    [InlineData("=?utf-8?B?w7w=?= ")]
    public void Parse_HugeHeader_IsLeftOutAlone(string piece)
    {
        var mail = Read(Raw("Subject: s\r\nX-Big: ", piece, 100_000_000, "y\r\nFrom: a@example.org\r\n\r\nbody\r\n"));
        Assert.Contains("header-too-long", mail.Problems);
        Assert.Equal("s", mail.Subject);
        Assert.Equal("a@example.org", Assert.Single(mail.From).Address);
        Assert.Equal("body\n", mail.Text);
    }

    [Fact]
    public void Parse_ManyPartsOfManyHeaders_StopsAtTheLimitOfAll()
    {
        var part = $"--b\r\n{Repeat("a:\r\n", 5_000)}\r\nx\r\n";
        var mail = Read(Raw("Content-Type: multipart/mixed; boundary=b\r\n\r\n", part, 900 * part.Length, "--b--\r\n"));
        Assert.Contains("too-many-headers", mail.Problems);
        Assert.Equal(900, mail.Root.Parts.Count);
    }

    [Fact]
    public void Parse_ManyPartsOfLongContentTypes_StopsAtTheLimitOfAll()
    {
        var part = $"--b\r\nContent-Type: text/plain{Repeat("; a=b", 40_000)}\r\n\r\nx\r\n";
        Assert.Contains("too-many-headers", Read(Raw("Content-Type: multipart/mixed; boundary=b\r\n\r\n", part, 250 * part.Length, "--b--\r\n")).Problems);
    }

    [Fact]
    public void Parse_ManyReportsOfManyFields_StaysBounded()
    {
        var part = $"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{Repeat("a:\r\n", 6_000)}\r\n";
        var report = "--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n";
        var mail = Read(Raw($"Content-Type: multipart/report; boundary=b\r\n\r\n{report}", part, 900 * part.Length, "--b--\r\n"));
        Assert.NotNull(MailReport.Of(mail));
    }

    [Fact]
    public void Parse_LinesBeyondEveryLimit_AreReadWhole()
    {
        var mail = Read($"From: a@example.org\r\nSubject: {Repeat("word ", 2_000)}\r\n\r\n{Repeat("x", 200_000)}\n.\nMAIL FROM:<b@example.org>\n");
        Assert.Equal(10_000 - 1, mail.Subject!.Length);
        Assert.EndsWith("x\n.\nMAIL FROM:<b@example.org>\n", mail.Text);
    }

    [Fact]
    public void Parse_TwoThousandRecipients_ReadsAll()
    {
        var list = string.Join(",\r\n ", Enumerable.Range(0, 2_000).Select(number => $"=?utf-8?B?QXnFn2UgWcSxbG1heg==?= <customer{number}@shop{number}.example.org>"));
        var mail = Read($"From: a@example.org\r\nTo: {list}\r\n\r\nx\r\n");
        Assert.Equal(2_000, mail.To.Count);
        Assert.Equal("Ayşe Yılmaz", mail.To[1_999].Name);
        Assert.Empty(mail.Problems);
    }

    [Fact]
    public void Parse_ManyTextParts_AreJoinedOnce()
    {
        var part = $"--b\r\n\r\n{Repeat("line of text\r\n", 290)}";
        var mail = Read($"Content-Type: multipart/mixed; boundary=b\r\n\r\n{Repeat(part, 999)}--b--\r\n");
        Assert.Equal(999, mail.Root.Parts.Count);
        Assert.InRange(mail.Text.Length, 3_500_000, MimeLimits.Default.MaxTextBytes);
    }

    [Fact]
    public void Parse_TextAtEveryDepth_IsJoinedOnce()
    {
        var text = new StringBuilder();
        for (var depth = 0; depth < 31; depth++)
        {
            text.Append("Content-Type: multipart/mixed; boundary=b").Append(depth).Append("\r\n\r\n--b").Append(depth).Append("\r\n\r\nsmall\r\n--b").Append(depth).Append("\r\n");
        }

        Assert.EndsWith("line of text\n", Read($"{text}\r\n{Repeat("line of text\r\n", 280_000)}").Text);
    }

    [Fact]
    public void Parse_OnlyCarriageReturns_IsCutWithAReason()
    {
        var mail = Read(Raw("From: a@example.org\rSubject: s\r\r", "line of text\r", 60_000_000));
        Assert.Contains("message-cut", mail.Problems);
        Assert.Equal("s", mail.Subject);
    }

    [Theory]
    [InlineData("application/ms-tnef", "base64", "eJ8+IgAA")]
    [InlineData("message/rfc822", "base64", "RnJvbTogYUBleGFtcGxlLm9yZw0KDQp4DQo=")]
    [InlineData("message/rfc822", "7bit", "Content-Type: message/rfc822\r\n\r\n")]
    [InlineData("text/plain", "base64", "xZ8gbGluZSBvZiB0ZXh0DQo=\r\n")]
    [InlineData("text/plain", "quoted-printable", "=C5=9F= \r\n")]
    [InlineData("text/plain", "quoted-printable", "= ")]
    [InlineData("text/plain", "x-uuencode", "begin 644 a\r\n#0V%T\r\n")]
    [InlineData("text/plain", "7bit", "begin 644 a\r\n#0V%T\r\n")]
    [InlineData("text/plain; charset=iso-2022-jp", "8bit", "\u001b$B\u001b(B")]
    [InlineData("text/plain; charset=gb18030", "8bit", "şşşş")]
    [InlineData("text/plain; charset=windows-1254; format=flowed", "8bit", "> a \r\n")]
    [InlineData("text/html; charset=utf-8", "8bit", "<p>line <b>of</b> text</p>\r\n")]
    [InlineData("application/zip", "base64", "!!!!")]
    [InlineData("text/plain", "quoted-printable", "=FE=FD=E7ab =\r\n")]
    [InlineData("text/plain; charset=x-unknown", "quoted-printable", "=C5=9E=EF=EE=E8 =\r\n")]
    [InlineData("text/plain; charset=utf-8", "quoted-printable", "=C5 =\r\n")]
    [InlineData("text/plain; charset=utf-16", "binary", "a\0")]
    [InlineData("text/plain; charset=hz-gb-2312", "7bit", "~{<:~}~")]
    [InlineData("text/plain; charset=iso-2022-kr", "7bit", "\u001b$)C\u000e!!\u000f")]
    [InlineData("text/plain; charset=shift_jis", "8bit", "\u0083")]
    [InlineData("text/html", "7bit", "<meta charset=")]
    [InlineData("text/html", "8bit", "<table><td><ul><li><a href=http://a.example/>ş</a>")]
    [InlineData("multipart/mixed; boundary=b", "7bit", "--b\r\nContent-Type: text/html\r\n\r\n<p>x")]
    [InlineData("multipart/alternative; boundary=b", "7bit", "--b\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n")]
    [InlineData("multipart/related; boundary=b; start=\"<x>\"", "7bit", "--b\r\nContent-ID: <y>\r\n\r\n\r\n")]
    [InlineData("multipart/report; boundary=b", "7bit", "--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.c\r\n\r\n")]
    [InlineData("multipart/digest; boundary=b", "7bit", "--b\r\n\r\nSubject: x\r\n\r\nbegin 644 a\r\n#0V%T\r\n")]
    public void Parse_SixtyMegabytesOfOnePart_StayBounded(string type, string encoding, string piece)
    {
        var mail = Read(Raw($"From: a@example.org\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n", piece, 60_000_000));
        Assert.Equal("a@example.org", Assert.Single(mail.From).Address);
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
    [InlineData("=?utf-8?Q?M=C3=BC?=: ali@exaTo: ")]
    [InlineData("\"Ali Veli\"=?utf-8?Q?_?= ali@examm: ")]
    [InlineData("=?utf-8?Q?a?= ")]
    [InlineData("a b ")]
    [InlineData("\"a\" ")]
    [InlineData("(a) b ")]
    [InlineData("a.b ")]
    [InlineData("a@b ")]
    [InlineData("=?utf-8?Q?")]
    [InlineData("=?utf-8?B?QQ ")]
    [InlineData("<a,")]
    [InlineData("<a,\"")]
    [InlineData("<@a:")]
    [InlineData("a@b@")]
    [InlineData(".@")]
    [InlineData("\"\"@")]
    [InlineData("şş@ş.ş,")]
    public void Parse_LongAddressLists_StayLinear(string piece) =>
        Assert.NotNull(Read($"From: {Repeat(piece, 240_000 / piece.Length)}\r\n\r\nx").From);

    [Fact]
    public void Parse_ColonsBehindManyWords_StayLinear() =>
        Assert.NotNull(Read($"From: {Repeat("w ", 60_000)}a@b{Repeat(":", 120_000)}\r\n\r\nx").From);

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
        var text = "own words\n" + Repeat(line, 1_000_000 / line.Length);
        Cost.Of(() => Assert.NotNull(ReplyText.Split(text).Own)).AssertBounded();
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

    // about so many bytes of one piece between two others
    private static byte[] Raw(string head, string piece, int length, string tail = "")
    {
        var unit = Encoding.UTF8.GetBytes(piece);
        var (first, last) = (Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(tail));
        var raw = new byte[first.Length + (length / unit.Length * unit.Length) + last.Length];
        first.CopyTo(raw, 0);
        for (var at = first.Length; at < raw.Length - last.Length; at += unit.Length)
        {
            unit.CopyTo(raw, at);
        }

        last.CopyTo(raw, raw.Length - last.Length);
        return raw;
    }

    private static MimeMessage Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static MimeMessage Read(byte[] raw)
    {
        MimeMessage? mail = null;
        Cost.Of(() => mail = MailVisit.Visit(raw)).AssertBounded();
        return mail!;
    }
}
