using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email;
using Ingestion.Channels.Email.Machines;
using Ingestion.Mail.Mime;

namespace Channels.Tests.Email;

public sealed class AcknowledgementMailTests
{
    private static readonly MailIdentity Identity = new()
    {
        From = MailAddress.Parse("destek@example.az")!.WithName("Dəstək"),
        ReplyTo = MailAddress.Parse("destek+1@example.az"),
        Channel = "support-mail",
    };

    [Fact]
    public void Compose_Acknowledgement_CannotLoop()
    {
        var mail = Read(Message());

        Assert.Equal("auto-replied", mail.Headers.Value("Auto-Submitted"));
        Assert.Equal("All", mail.Headers.Value("X-Auto-Response-Suppress"));
        Assert.Equal("support-mail", mail.Headers.Value(AcknowledgementMail.LoopHeader));
        Assert.False(mail.Headers.Contains("Disposition-Notification-To"));
        Assert.False(mail.Headers.Contains("Return-Receipt-To"));
        Assert.Contains(Judge(mail), sign => sign is { Code: "auto-submitted", Strength: MachineSignStrength.MachineReport });
        Assert.Contains(Judge(mail), sign => sign.Code == "own-loop");
    }

    [Fact]
    public void Compose_Acknowledgement_IsThreaded()
    {
        var mail = Read(Message() with { InReplyTo = "<c2@example.org>", References = ["<c1@example.org>", "no id"] });

        Assert.Equal("<ack-1.sig@example.az>", mail.MessageId);
        Assert.Equal(["<c2@example.org>"], mail.InReplyTo);
        Assert.Equal(["<c1@example.org>", "<c2@example.org>"], mail.References);
        Assert.Equal(TestSetup.Now, mail.Date);
        Assert.Equal("az", mail.Headers.Value("Content-Language"));
        Assert.Equal("destek+1@example.az", mail.ReplyTo[0].Address);
    }

    [Fact]
    public void Compose_Persian_IsRightToLeft()
    {
        var mail = Read(Message() with { Language = "fa", Subject = "شکایت شما ثبت شد", Text = "سلام <b>\n\nشماره: ۱۲۳۴" });

        Assert.Equal("سلام <b>\n\nشماره: ۱۲۳۴\n", mail.Text);
        var html = Encoding.UTF8.GetString(mail.Root.Parts[1].Decode(10_000, out _).Span);
        Assert.Contains("dir=\"rtl\"", html, StringComparison.Ordinal);
        Assert.Contains("سلام &lt;b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_SameMessageTwice_GivesTheSameBytes()
    {
        Assert.True(AcknowledgementMail.TryCompose(Message() with { Html = "<p>x</p>" }, Identity, out var first, out _));
        Assert.True(AcknowledgementMail.TryCompose(Message() with { Html = "<p>x</p>" }, Identity, out var second, out _));
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("ali@example.az, b@example.az", "unsafe-address")]
    [InlineData("Ali <ali@example.az>", "unsafe-address")]
    [InlineData("ali@example.az\r\nBcc: b@example.az", "unsafe-address")]
    [InlineData("\"ali@evil.example\"@example.az", "unsafe-address")]
    [InlineData("ALI@EXAMPLE.AZ", "unsafe-address")]
    [InlineData("ali@example.az (Ali)", "unsafe-address")]
    [InlineData("(x)ali@example.az", "unsafe-address")]
    [InlineData("ali(x)@example.az", "unsafe-address")]
    [InlineData("G: ali@example.az;", "unsafe-address")]
    [InlineData("<ali@example.az>", "unsafe-address")]
    [InlineData("\"ali\"@example.az", "unsafe-address")]
    [InlineData("\"a\\\"b\"@example.az", "unsafe-address")]
    [InlineData("=?utf-8?Q?ali@example.az?=", "unsafe-address")]
    [InlineData("@relay.example:ali@example.az", "unsafe-address")]
    [InlineData("ali@[192.0.2.1]", "unsafe-address")]
    [InlineData("ali@example.az.", "unsafe-address")]
    [InlineData("ali@müştəri.example", "unsafe-address")]
    [InlineData("ali\u0000@example.az", "unsafe-address")]
    [InlineData("ali\u0085@example.az", "unsafe-address")]
    [InlineData("ali\u2028@example.az", "unsafe-address")]
    [InlineData("ali\u202e@example.az", "unsafe-address")]
    [InlineData("ali@example.az\n", "unsafe-address")]
    [InlineData(" ali@example.az", "unsafe-address")]
    [InlineData("", "unsafe-address")]
    public void Compose_UnsafeRecipient_IsRefused(string to, string reason)
    {
        Assert.False(AcknowledgementMail.TryCompose(Message() with { To = new(ContactPointKind.Email, to) }, Identity, out var mail, out var refusal));
        Assert.Equal((reason, 0), (refusal, mail.Length));
    }

    [Fact]
    public void Compose_BadStableId_IsRefused()
    {
        Assert.False(AcknowledgementMail.TryCompose(Message() with { StableId = "<a@b>\r\nX: y" }, Identity, out _, out var refusal));
        Assert.Equal("bad-message-id", refusal);
    }

    [Fact]
    public void Compose_HostileSubject_StaysOneHeader()
    {
        var mail = Read(Message() with { Subject = "x\r\nBcc: evil@example.org\0 {{7*7}}" });

        Assert.False(mail.Headers.Contains("Bcc"));
        Assert.Equal("x Bcc: evil@example.org {{7*7}}", mail.Subject);
    }

    private static OutboundMessage Message() => new()
    {
        StableId = "<ack-1.sig@example.az>",
        To = new ContactPoint(ContactPointKind.Email, "ali@example.az"),
        Subject = "Müraciətiniz qeydə alındı",
        Text = "Nömrə: 1234-5678-9012\n",
        Language = "az",
        CreatedAt = TestSetup.Now,
    };

    private static MimeMessage Read(OutboundMessage message)
    {
        Assert.True(AcknowledgementMail.TryCompose(message, Identity, out var mail, out _));
        return MimeMessage.Parse(mail);
    }

    private static IReadOnlyList<MachineSign> Judge(MimeMessage mail) => MachineLayers.Judge(mail, new OwnAddresses([]), []);
}
