using System.Text;
using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Mime;

public sealed class MimeWriterTests(ITestOutputHelper output)
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
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 3_000; i++)
        {
            var mail = Mail(Hostile(random), Hostile(random)) with
            {
                From = MailAddress.Parse("destek@example.az")!.WithName(Hostile(random)),
                To = MailAddress.Parse("musteri@example.org")!.WithName(Hostile(random)),
                InReplyTo = Hostile(random),
                References = [Hostile(random), Hostile(random)],
                Language = Hostile(random),
                Headers = [new("X-Test", Hostile(random))],
                Html = random.Next(2) == 0 ? Hostile(random) : null,
            };
            var bytes = MimeWriter.Write(mail);
            var read = MimeMessage.Parse(bytes);
            string[] allowed = ["Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "X-Test", "Content-Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
            Assert.Empty(read.Headers.Select(header => header.Name).Except(allowed));
            Assert.Equal(read.Headers.Count, read.Headers.Select(header => header.Name).Distinct().Count());
            Assert.Equal("destek@example.az", Assert.Single(read.From).Address);
            Assert.Equal("musteri@example.org", Assert.Single(read.To).Address);
            AssertWellFormed(bytes);
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

    private static string Hostile(Random random)
    {
        string[] pieces = ["\r\nBcc: evil@example.org", "\n", "\r", "\0", "<a@b>", "\"", "\\", "=?utf-8?Q?=0D=0AX:1?=", "ş", "سلام", "😀", "\u202e", " ", "x", ",", ";", ":", "(", ".\r\n", "\r\n.\r\n", new string('y', 300), "=_", "\u0085", "\u2028"];
        var text = new StringBuilder();
        for (var n = random.Next(1, 12); n > 0; n--)
        {
            text.Append(pieces[random.Next(pieces.Length)]);
        }

        return text.ToString();
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
