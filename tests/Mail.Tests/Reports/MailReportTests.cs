using Ingestion.Mail.Reports;
using Xunit;

namespace Mail.Tests.Reports;

public sealed class MailReportTests
{
    [Fact]
    public void Of_DeliveryReport_TellsEachRecipient()
    {
        var report = Of("delivery-status", "message/delivery-status", """
            Reporting-MTA: dns; mx.shop.example
            Original-Envelope-Id: ack-7
            Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000

            Final-Recipient: rfc822; b@x.example
            Original-Recipient: rfc822;a@x.example
            Action: failed (gone)
            Status: 5.1.1 (no such user)
            Remote-MTA: dns; mx.x.example
            Diagnostic-Code: smtp; 550 5.1.1
             no such user

            Final-Recipient: RFC822; <c@x.example>
            Action: delayed
            Status: 4.4.1
            Will-Retry-Until: Mon, 23 Nov 2026 10:00:00 +0000
            """);

        Assert.Equal((MailReportKind.Delivery, ReportConfidence.Standard, "<ack@shop.example>", "ack-7", "mx.shop.example"), (report.Kind, report.Confidence, report.OriginalMessageId, report.OriginalEnvelopeId, report.ReportingHost));
        Assert.Equal(new ReportedRecipient("b@x.example", "failed", "5.1.1", "smtp; 550 5.1.1 no such user") { OriginalAddress = "a@x.example", RemoteHost = "mx.x.example" }, report.Recipients[0]);
        Assert.Equal((DeliveryAction.Failed, true), (report.Recipients[0].Kind, report.Recipients[0].IsPermanent));
        Assert.Equal(("c@x.example", DeliveryAction.Delayed, false), (report.Recipients[1].Address, report.Recipients[1].Kind, report.Recipients[1].IsPermanent));
        Assert.NotNull(report.Recipients[1].WillRetryUntil);
    }

    [Fact]
    public void Of_InternationalDeliveryReport_ReadsTheAddress()
    {
        var report = Of("global-delivery-status", "message/global-delivery-status", """
            Reporting-MTA: dns; mx.shop.example

            Original-Recipient: utf-8; \x{259}li@\x{E7}ay.example
            Final-Recipient: utf-8; əli@çay.example
            Action: failed
            Status: 5.6.7
            """);

        Assert.Equal("əli@çay.example", Assert.Single(report.Recipients).Address);
        Assert.Null(report.Recipients[0].OriginalAddress);
        Assert.Equal("a\uFFFDb", ReportedRecipient.AddressOf("utf-8; a\\x{0}b"));
        Assert.Equal("a\\x{41", ReportedRecipient.AddressOf("utf-8; a\\x{41"));
    }

    [Theory]
    [InlineData("manual-action/MDN-sent-manually; displayed", "displayed", false, "")]
    [InlineData("automatic-action/MDN-sent-automatically; processed/error, warning", "processed", true, "error warning")]
    [InlineData("displayed", "displayed", false, "")]
    [InlineData("", null, false, "")]
    public void Of_Receipt_TellsWhatHappened(string disposition, string? type, bool automatic, string modifiers)
    {
        var report = Of("disposition-notification", "message/disposition-notification", $"Reporting-UA: phone; App 1\nFinal-Recipient: rfc822;a@x.example\nOriginal-Message-ID: <first@shop.example>\nDisposition: {disposition}\n");

        Assert.Equal(MailReportKind.Disposition, report.Kind);
        Assert.Equal("<first@shop.example>", report.OriginalMessageId);
        Assert.Equal(("a@x.example", type, automatic, modifiers, "phone; App 1"), (report.Disposition!.Recipient, report.Disposition.Type, report.Disposition.WasAutomatic, string.Join(' ', report.Disposition.Modifiers), report.Disposition.Reporter));
    }

    [Fact]
    public void Of_AbuseReport_TellsWhatItIsAbout()
    {
        var report = Of("feedback-report", "message/feedback-report", "Feedback-Type: Abuse\nUser-Agent: Loop/1\nVersion: 1\nOriginal-Mail-From: <bounce@shop.example>\nOriginal-Rcpt-To: <a@x.example>\nOriginal-Rcpt-To: <b@x.example>\nSource-IP: 192.0.2.1\nReported-Domain: shop.example\nArrival-Date: Sun, 22 Nov 2026 10:00:00 +0000\nIncidents: 3\n");

        Assert.Equal("<ack@shop.example>", report.OriginalMessageId);
        var feedback = report.Feedback!;
        Assert.Equal(("abuse", "Loop/1", "bounce@shop.example", "192.0.2.1", 3), (feedback.Type, feedback.Reporter, feedback.MailFrom, feedback.SourceIp, feedback.Incidents));
        Assert.Equal(["a@x.example", "b@x.example"], feedback.Recipients);
        Assert.Equal(["shop.example"], feedback.ReportedDomains);
    }

    public static TheoryData<string, string, string, string> Texts => new()
    {
        { "qmail", "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<a@x.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <s@shop.example>\nMessage-ID: <ack@shop.example>\nTo: <z@x.example>\n", "a@x.example|failed|5.1.1", "<ack@shop.example>" },
        { "Postfix", "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<a@x.example>: host mx.x.example[192.0.2.1] said: 550 5.7.1\n    refused (in reply to RCPT TO command)\n", "a@x.example|failed|5.7.1", "" },
        { "Exim", "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  a@x.example\n    mailbox is full:\n    retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <ack@shop.example>\n", "a@x.example|failed|", "<ack@shop.example>" },
        { "Exchange", "Delivery has failed to these recipients or groups:\n\na@x.example\nThe email address you entered couldn't be found.\n\nDiagnostic information for administrators:\nGenerating server: mx.example\n\na@x.example\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n\nOriginal message headers:\n\nMessage-ID: <ack@shop.example>\n", "a@x.example|failed|", "<ack@shop.example>" },
        { "Turkish Exchange", "Bu alıcılara veya gruplara teslim edilemedi:\n\na@x.example\nGirdiğiniz e-posta adresi bulunamadı. 5.1.10\n", "a@x.example|failed|5.1.10", "" },
        { "Russian", "Не удалось выполнить доставку следующим получателям или группам:\n\na@x.example\nОшибка 5.1.1\n", "a@x.example|failed|5.1.1", "" },
        { "delay", "This is the mail system at host mx.example.\n\nTHIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\n<a@x.example>: connect to mx.x.example: timed out (4.4.1)\n", "a@x.example|delayed|4.4.1", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Of_KnownWords_IsAGuess(string system, string text, string recipients, string original)
    {
        var report = MailReport.Of(Some.Mail($"From: MAILER-DAEMON@mx.example\nSubject: failure notice\nX-System: {system.Replace(' ', '-')}\nContent-Type: text/plain; charset=utf-8\n\n{text}"))!;

        Assert.Equal(ReportConfidence.Guessed, report.Confidence);
        Assert.Equal(recipients, string.Join('\n', report.Recipients.Select(one => $"{one.Address}|{one.Action}|{one.Status}")));
        Assert.Equal(original, report.OriginalMessageId ?? "");
    }

    [Theory]
    [InlineData("From: ali@x.example", "Hi. This is the qmail-send program at mx.example.\n<a@x.example>:\nno")]
    [InlineData("From: postmaster@x.example", "Hello, who is responsible for my complaint?")]
    [InlineData("Return-Path: <>\nFrom: ali@x.example", "I am away.")]
    public void Of_WordsOfAPerson_IsNone(string headers, string text) => Assert.Null(MailReport.Of(Some.Mail($"{headers}\n\n{text}")));

    [Fact]
    public void Of_FailedRecipientsField_IsAGuess()
    {
        var report = MailReport.Of(Some.Mail("From: a@b.example\nX-Failed-Recipients: a@x.example, b@x.example\n\nno words known 5.2.2"))!;

        Assert.Equal(["a@x.example 5.2.2", "b@x.example 5.2.2"], report.Recipients.Select(one => $"{one.Address} {one.Status}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("no fields at all\nhere\n")]
    [InlineData("Action failed\n Status: 5.1.1")]
    public void Of_EmptyOrBrokenStatus_IsAReportWithoutRecipients(string fields) =>
        Assert.Empty(Of("delivery-status", "message/delivery-status", fields).Recipients);

    [Fact]
    public void Of_PrettyPrintedByOtherTools_IsRead()
    {
        // blank lines made of spaces, bare names in lower case, several recipients without blank lines between fields of one group
        var report = Of("delivery-status", "message/delivery-status", "reporting-mta: dns;x\n  \nfinal-recipient: rfc822;a@x.example\naction: Failed\nstatus: 5.0.0\n\n\nfinal-recipient: b@x.example\naction: delivered\nstatus: 2.0.0\n");

        Assert.Equal(["a@x.example|failed|5.0.0", "b@x.example|delivered|2.0.0"], report.Recipients.Select(one => $"{one.Address}|{one.Action}|{one.Status}"));
    }

    [Fact]
    public void Of_EndlessStatus_IsBounded()
    {
        var report = Of("delivery-status", "message/delivery-status", string.Concat(Enumerable.Repeat("Final-Recipient: rfc822; a@x.example\nAction: failed\n\n", 50_000)));

        Assert.InRange(report.Recipients.Count, 1, 1_000);
    }

    private static MailReport Of(string type, string part, string fields) => MailReport.Of(Some.Mail(
        $"From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type={type}; boundary=b\n\n--b\n\nwords\n--b\nContent-Type: {part}\n\n{fields}\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <ack@shop.example>\nSubject: x\n--b--\n"))!;
}
