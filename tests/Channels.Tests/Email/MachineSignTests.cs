using System.Text;
using Ingestion.Channels;
using Ingestion.Channels.Email;
using Ingestion.Mail.Mime;

namespace Channels.Tests.Email;

public sealed class MachineSignTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", "auto-submitted:MachineReport")]
    [InlineData("auto-submitted: Auto-Replied (vacation); x=y", "auto-submitted:MachineReport")]
    [InlineData("Auto-Submitted: auto-generated", "auto-submitted:NoAnswer")]
    [InlineData("Auto-Submitted: no", "")]
    [InlineData("Auto-Submitted: no; comment", "")]
    [InlineData("Precedence: bulk", "precedence:NoAnswer")]
    [InlineData("Precedence: list", "precedence:NoAnswer")]
    [InlineData("Precedence: first-class", "")]
    [InlineData("Preference: auto_reply", "precedence:NoAnswer")]
    [InlineData("X-Auto-Response-Suppress: All", "auto-response-suppress:Hint")]
    [InlineData("X-Auto-Response-Suppress: DR, OOF, AutoReply", "auto-response-suppress:Hint")]
    [InlineData("X-Auto-Response-Suppress: DR, RN, NRN", "")]
    [InlineData("List-Id: <news.example.org>", "list-id:NoAnswer")]
    [InlineData("LIST-UNSUBSCRIBE: <mailto:x@y>", "list-unsubscribe:NoAnswer")]
    [InlineData("Feedback-ID: 1:2:3", "bulk:NoAnswer")]
    [InlineData("X-Autoreply: yes", "autoreply:NoAnswer")]
    [InlineData("X-Loop: support", "loop:NoAnswer")]
    [InlineData("X-Ingestion-Loop: other", "own-loop:NoAnswer")]
    [InlineData("X-Zendesk-Priority-Mail: x", "vendor-system:NoAnswer")]
    [InlineData("X-Campaign-Id: 7", "vendor-system:NoAnswer")]
    [InlineData("X-Failed-Recipients: a@b", "failed-recipients:MachineReport")]
    [InlineData("X-Spam-Flag: YES", "spam:NoAnswer")]
    [InlineData("X-Spam-Flag: NO", "")]
    [InlineData("Return-Path: <>", "null-sender:NoAnswer")]
    [InlineData("Return-Path: <ali@example.org>", "")]
    [InlineData("Return-Path: <destek@example.az>", "own-address:NoAnswer")]
    [InlineData("Reply-To: Destek+17@EXAMPLE.az", "own-address:NoAnswer")]
    [InlineData("Delivered-To: Autoresponder", "autoreply:NoAnswer")]
    [InlineData("Content-Type: text/calendar; method=REPLY", "calendar:MachineReport")]
    public void Judge_Header_GivesTheSign(string header, string expected) => Assert.Equal(expected, Signs("Ali <ali@example.org>", "Salam", header));

    [Theory]
    [InlineData("MAILER-DAEMON@example.org")]
    [InlineData("no-reply@example.org")]
    [InlineData("NOREPLY@example.org")]
    [InlineData("bounces+17@example.org")]
    [InlineData("owner-list@example.org")]
    [InlineData("list-request@example.org")]
    [InlineData("Postmaster <postmaster@example.org>")]
    public void Judge_MachineSender_IsNotAnswered(string from) => Assert.Equal("machine-sender:NoAnswer", Signs(from, "Salam"));

    [Theory]
    [InlineData("noreen@example.org")]
    [InlineData("alerta@example.org")]
    [InlineData("postmaster.ali@example.org")]
    public void Judge_PersonWithSuchAName_IsAPerson(string from) => Assert.Equal("", Signs(from, "Salam"));

    [Theory]
    [InlineData("Automatic reply: Sipariş")]
    [InlineData("Otomatik yanıt: Sipariş")]
    [InlineData("OTOMATİK YANIT: Sipariş")]
    [InlineData("Avtomatik cavab: sifariş")]
    [InlineData("پاسخ خودکار: سفارش")]
    [InlineData("Автоматический ответ: заказ")]
    public void Judge_AbsenceSubject_IsAHintAloneAndAReportWithAHeader(string subject)
    {
        // Turkish capitals with a dotted I have no ordinal lower case: only the header tells then
        var expected = subject.StartsWith("OTOM", StringComparison.Ordinal) ? "" : "subject-out-of-office:Hint";
        Assert.Equal(expected, Signs("ali@example.org", subject));
        Assert.Contains(
            expected.Length == 0 ? "auto-submitted:NoAnswer" : "subject-out-of-office:MachineReport",
            Signs("ali@example.org", subject, "Auto-Submitted: auto-generated"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_BounceSubject_IsAReportFromADaemonOnly()
    {
        Assert.Equal("subject-bounce:Hint", Signs("ali@example.org", "Teslim edilemedi: paketim"));
        Assert.Equal("machine-sender:NoAnswer subject-bounce:MachineReport", Signs("mailer-daemon@example.org", "Undeliverable: hello"));
    }

    [Fact]
    public void Judge_OurOwnMail_IsNotAnswered() => Assert.Equal("own-address:NoAnswer", Signs("Destek@Example.AZ", "x"));

    [Fact]
    public void Judge_MailNotAddressedToUs_IsAHint() =>
        Assert.Equal(["not-addressed"], MachineSignRules.Judge(Parse("From: ali@example.org\nTo: other@example.org\n\nx"), Own, []).Select(sign => sign.Code));

    [Fact]
    public void Judge_ManyHops_IsNotAnswered() =>
        Assert.Equal("too-many-hops:NoAnswer", Signs("ali@example.org", "x", string.Join('\n', Enumerable.Repeat("Received: from a by b", 31))));

    [Theory]
    [InlineData("message/delivery-status", "delivery-report:MachineReport")]
    [InlineData("message/disposition-notification", "receipt:MachineReport")]
    [InlineData("message/feedback-report", "feedback-report:MachineReport")]
    [InlineData("text/plain", "report:NoAnswer")]
    public void Judge_Reports_AreNamed(string type, string expected) => Assert.Equal(
        expected,
        Signs("ali@example.org", "x", "Content-Type: multipart/report; boundary=b", $"--b\n\nx\n--b\nContent-Type: {type}\n\nAction: failed\n--b--"));

    [Theory]
    [InlineData("REPLY", "calendar:MachineReport")]
    [InlineData("REQUEST", "calendar:NoAnswer")]
    public void Judge_CalendarBesideText_DependsOnTheMethod(string method, string expected) => Assert.Equal(
        expected,
        Signs("ali@example.org", "x", "Content-Type: multipart/alternative; boundary=b", $"--b\n\nx\n--b\nContent-Type: text/calendar; method={method}\n\nBEGIN:VCALENDAR\n--b--"));

    [Theory]
    [InlineData("X-MS-Exchange-Organization-SCL: 6", "spam:NoAnswer")]
    [InlineData("X-MS-Exchange-Organization-SCL: 1", "")]
    [InlineData("X-Spam-Status: Yes, score=9.1", "spam:NoAnswer")]
    public void Judge_SpamVerdict_IsNotAnswered(string header, string expected) => Assert.Equal(expected, Signs("ali@example.org", "x", header));

    [Theory]
    [InlineData("mx.example.az; dmarc=fail header.from=example.org", "dmarc-fail:NoAnswer")]
    [InlineData("mx.example.az; dmarc=pass header.from=example.org", "")]
    [InlineData("mx.example.org; dmarc=fail header.from=example.org", "")]
    public void Judge_DmarcOfATrustedHost_DecidesAboutTheAnswer(string results, string expected)
    {
        var mail = Parse($"Authentication-Results: {results}\nFrom: ali@example.org\nTo: destek@example.az\n\nx");

        Assert.Equal(expected, string.Join(' ', MachineSignRules.Judge(mail, Own, ["mx.example.az"]).Select(sign => $"{sign.Code}:{sign.Strength}")));
        Assert.Empty(MachineSignRules.Judge(mail, Own, []));
    }

    private static OwnAddresses Own { get; } = new(["destek@example.az"]);

    private static string Signs(string from, string subject, string headers = "X-Mailer: Test", string body = "x") =>
        string.Join(' ', MachineSignRules.Judge(Parse($"From: {from}\nTo: destek@example.az\nSubject: {subject}\n{headers}\n\n{body}\n"), Own, []).Select(sign => $"{sign.Code}:{sign.Strength}"));

    private static MimeMessage Parse(string text) => MimeMessage.Parse(Encoding.UTF8.GetBytes(text));
}
