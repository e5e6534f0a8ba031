using System.Text;
using Ingestion.Channels;
using Ingestion.Channels.Email;
using Ingestion.Channels.Email.Machines;
using Ingestion.Mail.Mime;

namespace Channels.Tests.Email.Machines;

public sealed class MachineLayersTests
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
    [InlineData("Preference: auto_reply", "precedence-auto-reply:MachineReport")]
    [InlineData("X-Auto-Response-Suppress: All", "auto-response-suppress:Hint")]
    [InlineData("X-Auto-Response-Suppress: DR, OOF, AutoReply", "auto-response-suppress:Hint")]
    [InlineData("X-Auto-Response-Suppress: DR, RN, NRN", "")]
    [InlineData("List-Id: <news.example.org>", "list-id:NoAnswer")]
    [InlineData("LIST-UNSUBSCRIBE: <mailto:x@y>", "list-unsubscribe:NoAnswer")]
    [InlineData("Feedback-ID: 1:2:3", "bulk:NoAnswer")]
    [InlineData("X-Autoreply: yes", "autoreply:NoAnswer")]
    [InlineData("X-Loop: support", "loop:NoAnswer")]
    [InlineData("X-Ingestion-Loop: other", "own-loop:NoAnswer")]
    [InlineData("X-Zendesk-Priority-Mail: x", "vendor-system:Doubt")]
    [InlineData("X-Campaign-Id: 7", "vendor-system:Doubt")]
    [InlineData("X-Failed-Recipients: a@b", "failed-recipients:MachineReport delivery-report:MachineReport")]
    [InlineData("X-Spam-Flag: YES", "spam:Doubt")]
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

    [Fact]
    public void Judge_OurOwnMail_IsNotAnswered() => Assert.Equal("own-address:NoAnswer", Signs("Destek@Example.AZ", "x"));

    [Fact]
    public void Judge_MailNotAddressedToUs_IsAHint() =>
        Assert.Equal(["not-addressed"], MachineLayers.Judge(Parse("From: ali@example.org\nTo: other@example.org\n\nx"), Own, []).Select(sign => sign.Code));

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
    [InlineData("X-MS-Exchange-Organization-SCL: 6", "spam:Doubt")]
    [InlineData("X-MS-Exchange-Organization-SCL: 1", "")]
    [InlineData("X-Spam-Status: Yes, score=9.1", "spam:Doubt")]
    public void Judge_SpamVerdict_IsNotAnswered(string header, string expected) => Assert.Equal(expected, Signs("ali@example.org", "x", header));

    [Theory]
    [InlineData("Sender: no-reply@example.org", "machine-submitter:Doubt")]
    [InlineData("Reply-To: noreply@example.org", "machine-reply-to:NoAnswer")]
    [InlineData("Return-Path: <bounces+17@example.org>", "machine-envelope:NoAnswer")]
    [InlineData("Return-Path: <prvs=12345=ali@example.org>", "")]
    [InlineData("Return-Path: <SRS0=abc=de=example.org=ali@forward.example>", "")]
    [InlineData("X-Autoresponder: 1", "autoreply:NoAnswer")]
    public void Judge_AddressesAroundTheWriter_Count(string header, string expected) => Assert.Equal(expected, Signs("Ali <ali@example.org>", "Salam", header));

    [Theory]
    [InlineData("yanitlamayiniz@banka.example.tr")]
    [InlineData("cavabvermeyin@bank.example.az")]
    [InlineData("firma.noreply@example.org")]
    public void Judge_NoReplyInOurLanguages_IsNotAnswered(string from) => Assert.Equal("machine-sender:NoAnswer", Signs(from, "Salam"));

    [Fact]
    public void Judge_BounceOfNoStandard_IsAReportWhenItNamesWhom()
    {
        const string Body = "Hi. This is the qmail-send program at mail.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<leyla@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n";
        Assert.Equal("machine-sender:NoAnswer delivery-report:MachineReport", Signs("MAILER-DAEMON@example.org", "failure notice", body: Body));
        Assert.Equal("", Signs("ali@example.org", "failure notice", body: Body));
    }

    [Theory]
    [InlineData("mx.example.az; dmarc=fail header.from=example.org", SenderStanding.Denied)]
    [InlineData("mx.example.az; dmarc=pass header.from=example.org", SenderStanding.Confirmed)]
    [InlineData("mx.example.az; dkim=pass header.d=example.org", SenderStanding.Confirmed)]
    [InlineData("mx.example.az; dkim=pass header.d=elsewhere.example", SenderStanding.Unknown)]
    [InlineData("mx.example.az; dmarc=none header.from=example.org", SenderStanding.Unknown)]
    [InlineData("mx.example.org; dmarc=fail header.from=example.org", SenderStanding.Unknown)]
    public void SenderCheck_HostThatIsTrusted_IsBelieved(string results, SenderStanding expected)
    {
        var mail = Parse($"Authentication-Results: {results}\nFrom: ali@example.org\nTo: destek@example.az\n\nx");

        Assert.Equal(expected, SenderCheck.Of(mail, ["mx.example.az"]));
        Assert.Equal(SenderStanding.Unknown, SenderCheck.Of(mail, []));
    }

    [Fact]
    public void SenderCheck_FieldsThatAnOutsiderAddedUnderOurName_DoNotConfirm()
    {
        const string Forged = "Authentication-Results: mx.example.az; dmarc=pass header.from=example.org\n";

        Assert.Equal(SenderStanding.Unknown, Check("Authentication-Results: mx.example.az; spf=softfail smtp.mailfrom=example.org\n" + Forged + "From: ali@example.org\n\nx"));
        Assert.Equal(SenderStanding.Denied, Check("Authentication-Results: mx.example.az; dmarc=fail header.from=example.org\n" + Forged + "From: ali@example.org\n\nx"));
        Assert.Equal(SenderStanding.Unknown, Check("Authentication-Results: mx.other.example; dmarc=none\n" + Forged + "From: ali@example.org\n\nx"));
        Assert.Equal(SenderStanding.Unknown, Check("From: ali@example.org\n" + Forged + "\nx"));

        static SenderStanding Check(string text) => SenderCheck.Of(Parse(text), ["mx.example.az"]);
    }

    [Theory]
    [InlineData("from mail.example.org (mail.example.org [203.0.113.77]) by mx.example.az", "203.0.113.0/24")]
    [InlineData("from [198.51.100.9] (helo=phone) by mx.example.az", "198.51.100.0/24")]
    [InlineData("from mail.example.org (2001:db8:77:1::5) by mx.example.az", "2001:db8:77::/48")]
    [InlineData("from mail ([IPv6:2001:db8:78::5]) by mx.example.az", "2001:db8:78::/48")]
    [InlineData("from inner (inner [10.0.0.5]) by mx.example.az\nReceived: from mail ([203.0.113.9]) by inner", "203.0.113.0/24")]
    [InlineData("from [203.0.113.1] (mail.example.org [198.51.100.9]) by mx.example.az", "198.51.100.0/24")]
    [InlineData("by mx.example.az with LMTP", null)]
    [InlineData("from localhost (localhost [127.0.0.1]) by mx.example.az", null)]
    [InlineData("from x (y [999.1.1.1]) by mx.example.az", null)]
    public void SendingNetwork_TopmostPublicClient_IsIt(string received, string? expected) =>
        Assert.Equal(expected, SendingNetwork.Of(Parse($"Received: {received}\nFrom: a@b.example\n\nx").Headers));

    [Theory]
    [InlineData("failed", "5.1.1", DeliveryState.Failed, "bounced-5.1.1")]
    [InlineData("failed", "5.1.1 (no such user <script>)", DeliveryState.Failed, "bounced-5.1.1")]
    [InlineData("failed", "nonsense", DeliveryState.Failed, "bounced")]
    [InlineData("delivered", "2.0.0", DeliveryState.Delivered, "reported-2.0.0")]
    public void ReportedDelivery_Report_TellsOfTheMailThatCameBack(string action, string status, DeliveryState state, string reason)
    {
        var mail = new MailUnderTest(Parse(
            "From: MAILER-DAEMON@mx.example.az\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/delivery-status\n\n"
            + $"Reporting-MTA: dns; mx.example.az\n\nFinal-Recipient: rfc822; ali@example.org\nAction: {action}\nStatus: {status}\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ack.7.00@us.example>\n--b--"), Own, []);

        Assert.Equal(new DeliveryReceipt("<ack.7.00@us.example>", state, reason), ReportedDelivery.Of(mail));
    }

    [Fact]
    public void ReportedDelivery_Delay_TellsNothing() => Assert.Null(ReportedDelivery.Of(new MailUnderTest(Parse(
        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: delayed\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ack.7.00@us.example>\n--b--"), Own, [])));

    private static OwnAddresses Own { get; } = new(["destek@example.az"]);

    private static string Signs(string from, string subject, string headers = "X-Mailer: Test", string body = "x") =>
        string.Join(' ', MachineLayers.Judge(Parse($"From: {from}\nTo: destek@example.az\nSubject: {subject}\n{headers}\n\n{body}\n"), Own, []).Select(sign => $"{sign.Code}:{sign.Strength}"));

    private static MimeMessage Parse(string text) => MimeMessage.Parse(Encoding.UTF8.GetBytes(text));
}
