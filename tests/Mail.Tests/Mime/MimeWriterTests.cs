using System.Text;
using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Mime;

public sealed class MimeWriterTests
{
    public static TheoryData<string, string, string> Languages() => new()
    {
        { "tr", "Şikâyetiniz alındı: 1234-5678-9012", "Sayın müşterimiz,\n\nŞikâyetiniz kaydedildi. İyi günler, ığdır.\n" },
        { "az", "Şikayətiniz qəbul edildi", "Hörmətli müştəri,\n\nMüraciətiniz qeydə alındı.\n" },
        { "fa", "شکایت شما ثبت شد: ۱۲۳۴-۵۶۷۸-۹۰۱۲", "مشتری گرامی،\n\nشکایت شما ثبت شد. می‌توانید آن را پیگیری کنید.\n" },
        { "en", "We have received your complaint", "Dear customer,\n\nthank you.\n.\nFrom now on: a=b \n" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void Write_AnyLanguage_ReadsBackTheSame(string language, string subject, string text)
    {
        var bytes = MimeWriter.Write(Mail(subject, text) with { Language = language, Html = $"<p>{subject}</p>", ReplyTo = MailAddress.Parse("reply@example.az") });
        var read = MimeMessage.Parse(bytes);
        Assert.Equal(subject, read.Subject);
        Assert.Equal(text, read.Text);
        Assert.Equal("Destek Ünitesi", read.From[0].Name);
        Assert.Equal("destek@example.az", read.From[0].Address);
        Assert.Equal("reply@example.az", read.ReplyTo[0].Address);
        Assert.Equal("<m-1@example.az>", read.MessageId);
        Assert.Equal(["<c@example.org>"], read.InReplyTo);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(4)), read.Date);
        Assert.Empty(read.Problems);
        AssertWellFormed(bytes);
    }

    [Fact]
    public void Write_SameMailTwice_GivesTheSameBytes() =>
        Assert.Equal(MimeWriter.Write(Mail("a", "b") with { Html = "<p>b</p>" }), MimeWriter.Write(Mail("a", "b") with { Html = "<p>b</p>" }));

    [Fact]
    public void Write_InvalidMessageId_IsRefused() =>
        Assert.Throws<ArgumentException>(() => MimeWriter.Write(Mail("a", "b") with { MessageId = "<a\r\nBcc: x@y>" }));

    [Fact]
    public void Write_InvalidReferences_AreLeftOut()
    {
        var read = MimeMessage.Parse(MimeWriter.Write(Mail("a", "b") with { InReplyTo = "<a b>", References = ["<x@y>\r\nX: 1", "<ok@example.org>"] }));
        Assert.Empty(read.InReplyTo);
        Assert.Equal(["<ok@example.org>"], read.References);
    }

    [Fact]
    public void Write_LongReferences_KeepsTheFirstAndTheLast()
    {
        var ids = Enumerable.Range(0, 100).Select(i => $"<{i}@example.org>").ToList();
        var read = MimeMessage.Parse(MimeWriter.Write(Mail("a", "b") with { References = ids }));
        Assert.Equal([ids[0], .. ids[80..]], read.References);
    }

    [Fact]
    public void Write_HostileValues_NeverBeginAnotherHeaderOrLine()
    {
        var mails = new OutgoingMails(seed: 7);
        string[] allowed = ["Date", "From", "To", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References", "X-Test", "X-Other", "Content-Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
        for (var i = 0; i < 4_000; i++)
        {
            var mail = mails.HostileMail(i);
            var bytes = MimeWriter.Write(mail);

            AssertWellFormed(bytes);
            var names = HeaderNames(bytes);
            Assert.Empty(names.Except(allowed));
            Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            var read = MimeMessage.Parse(bytes);
            Assert.Equal(mail.From.Address, Assert.Single(read.From).Address);
            Assert.Equal(mail.To.Address, Assert.Single(read.To).Address);
            Assert.Equal(OutgoingText.Header(mail.Subject), read.Subject);
            Assert.Empty(read.References.Except(["<good@kunde.example>", "<a@b>"]));
            Assert.Contains("<good@kunde.example>", read.References);
            Assert.Equal(mail.Attachments.Count, read.Attachments.Count);
            Assert.Empty(read.Problems);
        }
    }

    [Theory]
    [InlineData("a\r\nBcc: x@y", "a Bcc: x@y")]
    [InlineData("a\u0085Bcc: x@y", "a Bcc: x@y")]
    [InlineData("a\u2028b\u2029c", "a b c")]
    [InlineData("a\u001cb\0\u202ec", "a bc")]
    [InlineData(" a  b ", "a b")]
    [InlineData("a\u00a0b\u202f", "a b")]
    [InlineData("\u2068ABC-1\u2069 \u200cش", "\u2068ABC-1\u2069 \u200cش")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_x@y?=", "=?utf-8?Q?=0D=0ABcc:_x@y?=")]
    public void Write_SubjectWithWhatSomeTakeForLineEnds_OneLineReadBack(string subject, string expected)
    {
        var bytes = MimeWriter.Write(Mail(subject, "x"));

        AssertWellFormed(bytes);
        Assert.Equal(expected, MimeMessage.Parse(bytes).Subject);
    }

    [Fact]
    public void Write_LoneSurrogates_BecomeReplacements()
    {
        var text = string.Concat("a", (char)0xD800, "b", (char)0xDE00, "c😀");
        var read = MimeMessage.Parse(MimeWriter.Write(Mail(text, text) with { From = MailAddress.Parse("destek@example.az")!.WithName(text) }));

        Assert.Equal(("a\ufffdb\ufffdc😀", "a\ufffdb\ufffdc😀\n", "a\ufffdb\ufffdc😀"), (read.Subject, read.Text, read.From[0].Name));
    }

    [Theory]
    [InlineData("Subject")]
    [InlineData("bcc")]
    [InlineData("Content-Type")]
    [InlineData("X-A\r\nBcc")]
    [InlineData("X:")]
    [InlineData("")]
    [InlineData("Ş")]
    public void Write_HeaderThatIsNotTheCallers_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => MimeWriter.Write(Mail("a", "b") with { Headers = [new(name, "x")] }));

    [Theory]
    [InlineData("a.pdf", "application/pdf", "filename=\"a.pdf\"", "application/pdf")]
    [InlineData("Şikayət məktubu.pdf", "Application/PDF", "filename*=utf-8''%C5%9Eikay%C9%99t%20m%C9%99ktubu.pdf", "application/pdf")]
    [InlineData("../../etc/passwd", "text/plain\r\nX: 1", "filename=\"passwd\"", "application/octet-stream")]
    [InlineData("a\r\nX: 1.txt", "message/rfc822", "filename=\"a X_ 1.txt\"", "application/octet-stream")]
    [InlineData("100%\".txt", "text/csv", "filename*=utf-8''100%25_.txt", "text/csv")]
    [InlineData("\u202e", "", "filename=\"attachment\"", "application/octet-stream")]
    public void Write_Attachment_NameAndTypeOfOneLine(string name, string type, string written, string writtenType)
    {
        byte[] content = [0, 13, 10, 46, 13, 10, 255];
        var bytes = MimeWriter.Write(Mail("a", "b") with { Html = "<p>b</p>", Attachments = [new(name, type, content)] });

        AssertWellFormed(bytes);
        var text = Encoding.ASCII.GetString(bytes);
        Assert.Contains($"Content-Type: {writtenType}\r\nContent-Disposition: attachment;\r\n {written}\r\n", text, StringComparison.Ordinal);
        var read = Assert.Single(MimeMessage.Parse(bytes).Attachments);
        Assert.Equal(content, read.Part.Decode(100, out _).ToArray());
    }

    [Theory]
    [InlineData("ali@şikayət.example", "ali@xn--ikayt-idb86o.example")]
    [InlineData("ali@شکایت.example", "ali@xn--mgbg2a24bvf.example")]
    [InlineData("əli@kunde.example", "əli@kunde.example")]
    public void Write_InternationalAddress_DomainInAsciiLocalPartAsItIs(string address, string written)
    {
        var mail = Encoding.UTF8.GetString(MimeWriter.Write(Mail("a", "b") with { To = MailAddress.Parse(address)! }));

        Assert.Contains($"\r\nTo: {written}\r\n", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a b\"@example.org")]
    [InlineData("\"a@b\"@example.org", true)]
    [InlineData("a\u202eb@example.org")]
    [InlineData("a\u0085b@example.org")]
    [InlineData("\"ş \"@example.org")]
    public void Write_AddressThatReadersDisagreeAbout_IsRefused(string text, bool readBack = false)
    {
        if (MailAddress.Parse(text) is not { } address)
        {
            return;
        }

        if (readBack)
        {
            Assert.Equal(text, MimeMessage.Parse(MimeWriter.Write(Mail("a", "b") with { To = address })).To.Single().Address);
        }
        else
        {
            Assert.Throws<ArgumentException>(() => MimeWriter.Write(Mail("a", "b") with { To = address }));
        }
    }

    [Theory]
    [InlineData("a\r\nb@example.org")]
    [InlineData("\"a\r\nBcc: x\"@example.org")]
    [InlineData("a b@example.org")]
    public void Write_UnsafeAddress_IsRefusedOrHarmless(string text)
    {
        if (MailAddress.Parse(text) is not { } address)
        {
            return;
        }

        Assert.False(address.IsAnswerable);
        try
        {
            Assert.Single(MimeMessage.Parse(MimeWriter.Write(Mail("a", "b") with { To = address })).Headers, header => header.Is("To"));
        }
        catch (ArgumentException)
        {
            // refused: as good
        }
    }

    // read as bytes, without our parser
    private static List<string> HeaderNames(byte[] bytes)
    {
        var text = Encoding.ASCII.GetString(bytes);
        var lines = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        return [.. lines.Where(line => line[0] is not (' ' or '\t')).Select(line => line.Split(':')[0])];
    }

    // CRLF only, no line above 998 octets, no bare dot, ASCII
    private static void AssertWellFormed(byte[] bytes)
    {
        Assert.True(System.Text.Ascii.IsValid(bytes));
        var text = Encoding.ASCII.GetString(bytes);
        Assert.Equal(text, text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        foreach (var line in text.Split("\r\n"))
        {
            Assert.InRange(line.Length, 0, 998);
            Assert.NotEqual(".", line);
        }
    }

    private static OutgoingMail Mail(string subject, string text) => new()
    {
        From = MailAddress.Parse("destek@example.az")!.WithName("Destek Ünitesi"),
        To = MailAddress.Parse("musteri@example.org")!,
        Subject = subject,
        Text = text,
        MessageId = "<m-1@example.az>",
        InReplyTo = "<c@example.org>",
        References = ["<c@example.org>"],
        Date = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(4)),
    };
}
