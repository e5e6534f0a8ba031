using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email;

namespace Channels.Tests.Email;

public sealed class MailReaderTests
{
    private const string Head = "From: Ali <Ali@Example.AZ>\nTo: destek@example.az\nSubject: Salam\nDate: Sat, 21 Nov 2026 10:00:00 +0400\nMessage-ID: <m1@example.az>\n";

    [Fact]
    public void Read_OrdinaryMail_SaysWhoWroteWhat()
    {
        var read = Read(Head + "Content-Language: az-AZ, en\nReply-To: ali.veli@example.az\n\nSifariş gəlməyib\n");

        Assert.Equal(new ContactPoint(ContactPointKind.Email, "Ali@example.az"), read.Sender);
        Assert.Equal(new ContactPoint(ContactPointKind.Email, "ali.veli@example.az"), read.ReplyTo);
        Assert.Equal(("Ali", "Salam", "Sifariş gəlməyib", null), (read.SenderName, read.Subject, read.Text, read.FullText));
        Assert.Equal(("<m1@example.az>", "az-AZ", Medium.Email), (read.MessageId, read.LanguageHint, read.Medium));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero), read.SentAt);
        Assert.Empty(read.Notes);
        Assert.Empty(read.MachineSigns);
    }

    [Theory]
    [InlineData("From: a@example.org\nReply-To: \"b@evil.example\"@example.org", null)]
    [InlineData("From: a@example.org\nReply-To: b@example.org, c@example.org", null)]
    [InlineData("From: a@example.org\nReply-To: ", "a@example.org")]
    [InlineData("From: a@example.org, b@example.org", null)]
    [InlineData("From: a@example.org\nFrom: b@example.org", null)]
    [InlineData("From: a@localhost", null)]
    [InlineData("Sender: a@example.org", null)]
    public void Read_ReplyAddress_IsOneSafeAddressOrNone(string headers, string? expected) => Assert.Equal(expected, Read(headers + "\n\nx\n").ReplyTo?.Value);

    [Fact]
    public void Read_References_NewestFirst() =>
        Assert.Equal(
            ["<3@x>", "<2@x>", "<1@x>"],
            Read(Head + "In-Reply-To: <3@x>\nReferences: <1@x> <2@x>\n <3@x>\n\nx\n").References);

    [Fact]
    public void Read_Bounce_RefersToOurMail() => Assert.Equal(
        ["<ack-1@example.az>"],
        Read("From: mailer-daemon@example.org\nContent-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b\n"
            + "Content-Type: message/rfc822\n\nMessage-ID: <ack-1@example.az>\n\nx\n--b--\n").References);

    [Fact]
    public void Read_Reply_KeepsTheFullTextBeside()
    {
        var read = Read(Head + "\nHələ gəlməyib\n\n24 noy 2025, b.e. 10:12 tarixində Destek <d@example.az> yazdı:\n> Salam\n");

        Assert.Equal("Hələ gəlməyib", read.Text);
        Assert.EndsWith("> Salam", read.FullText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fwd: lift", "Buna baxın.\n\n---------- Forwarded message ---------\nFrom: Ayla <a@b.example>\nSubject: lift\n\nThe lift fell.", "Buna baxın.")]
    [InlineData("İLT: asansör", "Bilginize.\n\nKimden: Ayla <a@b.example>\nGönderildi: 24 Kasım 2025\nKime: x@y.example\nKonu: asansör\n\nThe lift fell.", "Bilginize.")]
    [InlineData("Re: lift", "Cevaplarım aşağıda.\n\nFrom: Ayla <a@b.example>\nSent: Monday\nTo: Ali\nSubject: lift\n\nWhen? The lift fell yesterday.", "Cevaplarım aşağıda.")]
    [InlineData("lift", "---------- Forwarded message ---------\nFrom: Ayla <a@b.example>\nDate: Mon\nSubject: lift\n\nThe lift fell.", "")]
    [InlineData("Fwd: lift", "iPhone'umdan gönderildi\n\nİleti başlangıcı:\n\nKimden: Ayla <a@b.example>\nKonu: lift\n\nThe lift fell.", "iPhone'umdan gönderildi")]
    public void Read_Forward_HoldsWhatWasPassedOn(string subject, string body, string own)
    {
        var read = Read($"From: ali@example.az\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}\n");

        Assert.Equal((body, own, own, null), (read.Text, read.OwnWords, read.Written, read.FullText));
    }

    [Theory]
    [InlineData("Re: Fwd: lift", "Hələ gəlməyib\n\nFrom: Ayla <a@b.example>\nSent: Monday\nTo: x@y.example\nSubject: lift\n\nold")]
    [InlineData("Re: lift", "Hələ gəlməyib\n\nOn Mon, Nov 24, 2025 at 10:12 AM Ali <ali@b.example> wrote:\n> old")]
    public void Read_AnswerToAForward_HoldsTheAnswer(string subject, string body)
    {
        var read = Read($"From: ali@example.az\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}\n");

        Assert.Equal(("Hələ gəlməyib", null, "Hələ gəlməyib"), (read.Text, read.OwnWords, read.Written));
    }

    [Theory]
    [InlineData("Authentication-Results: mx.example.az; dmarc=pass header.from=example.org\n", "Hello", "STOP\n\nOn Mon, Nov 24, 2025 at 10:12 AM Us <us@example.az> wrote:\n> old", ConsentChange.Stop)]
    [InlineData("Authentication-Results: mx.example.az; dmarc=pass header.from=example.org\n", "Abonelikten çık", "", ConsentChange.Stop)]
    [InlineData("Authentication-Results: mx.example.az; dmarc=pass header.from=example.org\n", "start", "", ConsentChange.Start)]
    [InlineData("Authentication-Results: mx.example.az; dmarc=pass header.from=example.org\n", "stop", "stop charging me", null)]
    [InlineData("", "stop", "stop", null)]
    public void Read_Stop_CountsWhereTheSenderIsConfirmed(string results, string subject, string body, ConsentChange? consent) => Assert.Equal(
        consent,
        Read($"{results}From: ali@example.org\nTo: us@example.az\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}\n", ["mx.example.az"]).Consent);

    [Fact]
    public void Fingerprint_OnAnotherPath_IsTheSame()
    {
        const string body = "Content-Type: text/plain;\n charset=utf-8\n\nSifariş gəlməyib\n";
        var first = Read(Head + body).Fingerprint;

        Assert.Equal(first, Read("Return-Path: <ali@example.az>\nReceived: from a by b\nDelivered-To: x@example.az\nX-Spam-Score: 1\n" + Head + body).Fingerprint);
        Assert.Equal(first, Read((Head + body).Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n").Fingerprint);
        Assert.Equal(first, Read((Head + body).Replace(";\n charset", "; charset", StringComparison.Ordinal)).Fingerprint);
    }

    [Theory]
    [InlineData("gəlməyib", "gəldi")]
    [InlineData("<m1@", "<m2@")]
    [InlineData("Subject: Salam", "Subject: Sagol")]
    [InlineData("10:00:00", "10:00:01")]
    [InlineData("From: Ali", "From: Veli")]
    public void Fingerprint_OfAnotherMail_Differs(string what, string instead)
    {
        var mail = Head + "\nSifariş gəlməyib\n";

        Assert.NotEqual(Read(mail).Fingerprint, Read(mail.Replace(what, instead, StringComparison.Ordinal)).Fingerprint);
    }

    [Fact]
    public void Fingerprint_WithoutIdAndDate_IsOverAllBytes()
    {
        Assert.NotEqual(Read("From: a@example.org\nReceived: one\n\nx").Fingerprint, Read("From: a@example.org\nReceived: two\n\nx").Fingerprint);
        Assert.Equal(Read("From: a@example.org\n\nx").Fingerprint, Read("From: a@example.org\n\nx").Fingerprint);
    }

    [Fact]
    public void Read_Nothing_IsNotedAndNeverThrown()
    {
        var read = Read("");

        Assert.Equal(["empty-message", "no-sender"], read.Notes);
        Assert.Equal(("", null, null), (read.Text, read.Sender, read.ReplyTo));
    }

    [Fact]
    public void Read_UnknownCharset_IsNoted() =>
        Assert.Equal(["unknown-charset"], Read(Head + "Content-Type: text/plain; charset=x-klingon\n\nnuqneH\n").Notes);

    [Fact]
    public void Read_HarmlessFault_IsNotNoted() => Assert.Empty(Read(Head + "this is no header\nX-A: b\n\nx\n").Notes);

    [Fact]
    public void Read_ManyReferences_KeepsFifty() =>
        Assert.Equal(50, Read(Head + "References: " + string.Join("\n ", Enumerable.Range(0, 300).Select(i => $"<{i}@x>")) + "\n\nx\n").References.Count);

    private static InboundMessage Read(string text, IReadOnlyCollection<string>? trustedIds = null) => new MailReader(["destek@example.az"], trustedIds).Read(new AcceptedMessage
    {
        Id = 1,
        Channel = "support-mail",
        ExternalId = "1",
        Raw = Encoding.UTF8.GetBytes(text),
        AcceptedAt = TestSetup.Now,
    });
}
