using Ingestion.Mail.Facts;
using Xunit;

namespace Mail.Tests.Facts;

public sealed class MailFactsTests
{
    [Fact]
    public void Of_ManyFields_GivesEachItsPlace()
    {
        var facts = MailFacts.Of(
            Some.Mail("""
                Return-Path: <bounce@list.example>
                Delivered-To: destek@shop.example
                X-Original-To: support+7@shop.example
                Received: from a.example (a.example [192.0.2.1] (may be forged)) by mx.shop.example (Postfix) with ESMTPS id ABC for <destek@shop.example>; Sun, 22 Nov 2026 10:00:05 +0000
                Received: by a.example id 1; Sun, 22 Nov 2026 10:00:00 +0000
                From: Ali <ali@b.example>, Veli <veli@b.example>
                Sender: list@list.example
                Reply-To: office@b.example
                Thread-Topic: =?utf-8?Q?=C5=9Fikay=C9=99t?=
                Thread-Index: AdxmAAAAAAECAwQFBgcICQoLDA0ODwAAAAAAAAAAAAA=
                Importance: high
                X-Spam-Status: No, score=-1.5 required=5.0
                X-Spam-Score: 3.5

                x
                """),
            []);

        Assert.Equal(["ali@b.example", "veli@b.example"], facts.Sender.From.Select(one => one.Address));
        Assert.Equal("list@list.example", facts.Sender.Sender?.Address);
        Assert.Equal("office@b.example", Assert.Single(facts.Sender.ReplyTo).Address);
        Assert.Equal("bounce@list.example", facts.Sender.ReturnPath?.Address);
        Assert.False(facts.Sender.HasNullSender);
        Assert.Equal(["destek@shop.example", "support+7@shop.example"], facts.Sender.DeliveredTo.Select(one => one.Address));
        Assert.Equal(2, facts.Hops.Count);
        Assert.Equal(new ReceivedHop("a.example", "mx.shop.example", "ESMTPS", "ABC", "destek@shop.example", new DateTimeOffset(2026, 11, 22, 10, 0, 5, TimeSpan.Zero)), facts.Hops[0]);
        Assert.Equal("a.example", facts.Hops[1].By);
        Assert.Equal("şikayət", facts.Thread?.Topic);
        Assert.Equal(44, facts.Thread?.Root?.Length);
        Assert.Equal(2, facts.Thread?.Replies);
        Assert.Equal(2025, facts.Thread?.StartedAt?.Year);
        Assert.Equal(MailImportance.High, facts.Importance);
        Assert.Equal([(false, -1.5), (null, 3.5)], facts.SpamVerdicts.Select(one => (one.IsSpam, one.Score)));
        Assert.Null(facts.List);
        Assert.Null(facts.Automation.AutoSubmitted);
    }

    [Theory]
    [InlineData("Return-Path: <>", true)]
    [InlineData("Return-Path: < >", true)]
    [InlineData("Return-Path: <a@b.example>", false)]
    [InlineData("X: y", false)]
    public void Of_ReturnPath_TellsTheNullSender(string header, bool expected) => Assert.Equal(expected, SenderFacts.Of(Some.Mail(header + "\n\nx")).HasNullSender);

    [Fact]
    public void Of_ResentFields_AreGroupedLatestFirst()
    {
        var resent = SenderFacts.Of(Some.Mail("Resent-From: b@x.example\nResent-To: c@x.example\nResent-Date: Sun, 22 Nov 2026 10:00:00 +0000\nResent-Message-ID: <2@x>\nResent-From: a@x.example\nResent-To: b@x.example\nFrom: z@x.example\n\nx")).Resent;

        Assert.Equal(2, resent.Count);
        Assert.Equal("b@x.example", Assert.Single(resent[0].From).Address);
        Assert.Equal("<2@x>", resent[0].MessageId);
        Assert.Equal("a@x.example", Assert.Single(resent[1].From).Address);
        Assert.Equal("b@x.example", Assert.Single(resent[1].To).Address);
    }

    [Fact]
    public void Of_ListFields_AreRead()
    {
        var list = ListFacts.Of(Some.Mail("List-Id: =?utf-8?Q?M=C9=99lumat?= <News.Shop.Example>\nList-Unsubscribe: <mailto:u@shop.example?subject=u>,\n <https://shop.example/u?x=1> (one click)\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\nList-Post: NO\nList-Help: <https://shop.example/help>\nList-Archive: broken\n\nx").Headers)!;

        Assert.Equal("news.shop.example", list.Id);
        Assert.Equal("Məlumat", list.Name);
        Assert.Equal(["mailto:u@shop.example?subject=u", "https://shop.example/u?x=1"], list.Unsubscribe);
        Assert.True(list.IsOneClick);
        Assert.True(list.IsClosed);
        Assert.Equal(["https://shop.example/help"], list.Help);
        Assert.Empty(list.Archive);
    }

    [Theory]
    [InlineData("List-Unsubscribe-Post: List-Unsubscribe=One-Click\nList-Unsubscribe: <mailto:a@b>", false)]
    [InlineData("List-Unsubscribe: <https://a.example>", false)]
    [InlineData("List-Unsubscribe: <https://a.example>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click", true)]
    public void Of_OneClick_NeedsAnHttpsAddress(string headers, bool expected) => Assert.Equal(expected, ListFacts.Of(Some.Mail(headers + "\n\nx").Headers)!.IsOneClick);

    [Theory]
    [InlineData("Subject: x")]
    [InlineData("Listening: x")]
    [InlineData("List-Unknown: x")]
    public void Of_NoListField_IsNull(string header) => Assert.Null(ListFacts.Of(Some.Mail(header + "\n\nx").Headers));

    [Theory]
    [InlineData("Auto-Submitted: auto-replied (vacation); owner-email=\"a@b\"", AutoSubmitted.Replied)]
    [InlineData("AUTO-SUBMITTED: AUTO-GENERATED", AutoSubmitted.Generated)]
    [InlineData("Auto-Submitted: auto-notified; owner-email=x", AutoSubmitted.Notified)]
    [InlineData("Auto-Submitted: no", AutoSubmitted.No)]
    [InlineData("Auto-Submitted: no\nAuto-Submitted: auto-replied", AutoSubmitted.Replied)]
    [InlineData("Auto-Submitted: yes", AutoSubmitted.Other)]
    [InlineData("Auto-Submitted:", null)]
    public void Of_AutoSubmitted_IsTyped(string header, AutoSubmitted? expected) => Assert.Equal(expected, AutomationFacts.Of(Some.Mail(header + "\n\nx").Headers).AutoSubmitted);

    [Fact]
    public void Of_MachineFields_AreTyped()
    {
        var facts = AutomationFacts.Of(Some.Mail("Precedence: bulk\nX-Auto-Response-Suppress: DR, OOF, AutoReply\nX-Autoreply: yes\nX-GitHub-Reason: x\nFeedback-ID: c1:cust:promo:mailer\nX-Failed-Recipients: a@b.example, c@d.example\nX-Loop: x\nDelivered-To: Autoresponder\n\nx").Headers);

        Assert.Equal(MailPrecedence.Bulk, facts.Precedence);
        Assert.Equal(SuppressedResponses.DeliveryReceipts | SuppressedResponses.AbsenceNotes | SuppressedResponses.AutoReplies, facts.Suppressed);
        Assert.Equal(
            [AutomationKind.AutoReply, AutomationKind.Vendor, AutomationKind.Bulk, AutomationKind.Loop, AutomationKind.AutoReply],
            facts.Marks.Select(mark => mark.Kind));
        Assert.Equal(["c1", "cust", "promo"], facts.FeedbackId?.Ids);
        Assert.Equal("mailer", facts.FeedbackId?.Sender);
        Assert.Equal(["a@b.example", "c@d.example"], facts.FailedRecipients.Select(one => one.Address));
        Assert.True(facts.TellsOfFailure);
    }

    [Theory]
    [InlineData("X-Spam-Flag: YES", true, null)]
    [InlineData("X-Spam: no", false, null)]
    [InlineData("X-Spam-Status: Yes, score=12.3 required=5", true, 12.3)]
    [InlineData("X-SES-Spam-Verdict: FAIL", true, null)]
    [InlineData("X-MS-Exchange-Organization-SCL: 5", true, 5.0)]
    [InlineData("X-MS-Exchange-Organization-SCL: -1", false, -1.0)]
    [InlineData("X-Forefront-Antispam-Report: CIP:1.2.3.4;CTRY:;SCL:9;CAT:SPM", true, 9.0)]
    public void Of_SpamField_IsAVerdict(string header, bool? spam, double? score)
    {
        var verdict = Assert.Single(SpamVerdict.Of(Some.Mail(header + "\n\nx").Headers));

        Assert.Equal((spam, score), (verdict.IsSpam, verdict.Score));
    }

    [Theory]
    [InlineData("X-Priority: 1 (Highest)", MailImportance.High)]
    [InlineData("Priority: non-urgent", MailImportance.Low)]
    [InlineData("X-MSMail-Priority: Normal", MailImportance.Normal)]
    [InlineData("Importance: odd\nX-Priority: 5", MailImportance.Low)]
    [InlineData("Importance: odd", null)]
    public void Of_Importance_IsTyped(string header, MailImportance? expected) => Assert.Equal(expected, MailFacts.Of(Some.Mail(header + "\n\nx"), []).Importance);

    [Theory]
    [InlineData("Authentication-Results: ")]
    [InlineData("List-Unsubscribe: ")]
    [InlineData("Received: ")]
    [InlineData("Thread-Index: ")]
    [InlineData("X-Failed-Recipients: ")]
    [InlineData("Feedback-ID: ")]
    [InlineData("ARC-Authentication-Results: ")]
    public void Of_HostileValue_IsReadAllTheSame(string field)
    {
        foreach (var piece in (string[])["(", "<", "a=b ", ";", "\"", "\\", "=", ":", "a@b,", "<a>", "ə", " by x"])
        {
            Assert.NotNull(MailFacts.Of(Some.Mail(field + string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)) + "\n\nx"), ["x"]));
        }
    }
}
