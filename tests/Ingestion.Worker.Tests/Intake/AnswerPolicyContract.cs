using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Who is answered, who never is, and the reason in the ledger (promises P8, P9).</summary>
public abstract class AnswerPolicyContract : IntakeContract
{
    private protected AnswerPolicyContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Decide_MachineReport_IsRecordedAndOpensNothing()
    {
        var entry = await Core.TakeAsync(Some.Mail("undeliverable").Signed("null-sender", MachineSignStrength.MachineReport).WithFingerprint("report"));

        Assert.Equal(("machine-mail", null), (entry.Outcome, entry.ComplaintId));
        Assert.Equal("MachineReport", entry.Detail("machine-mail", "null-sender"));
        Assert.Equal("machine-mail", entry.Detail("acknowledgement", "none"));
        await AssertPoolAsync(0, 0);
        Assert.Equal(0, await CountAsync("contact_point"));
    }

    [Fact]
    public async Task Decide_MachineReportOnOurAnswer_IsRecordedWithItsComplaint()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var entry = await Core.TakeAsync(
            Some.Mail("I am away").Signed("auto-submitted", MachineSignStrength.MachineReport).Answering(CoreOnStore.OwnIds.Create("ack", opened.ComplaintId!.Value)));

        Assert.Equal(("machine-mail", opened.ComplaintId), (entry.Outcome, entry.ComplaintId));
        Assert.Equal(1, await SingleAsync<int>("SELECT message_count FROM complaint"));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_SenderThatMustNotBeAnswered_IsRegisteredUnanswered()
    {
        var entry = await Core.TakeAsync(Some.Mail().Signed("list-id", MachineSignStrength.NoAnswer));

        Assert.Equal(("complaint", "machine-list-id"), (entry.Outcome, entry.Suppressed));
        await AssertPoolAsync(1, 0);
    }

    [Fact]
    public async Task Decide_OneHint_IsAnsweredTwoHoldTheAnswerBack()
    {
        var one = await Core.TakeAsync(Some.Mail().Signed("precedence", MachineSignStrength.Hint));
        var two = await Core.TakeAsync(Some.Mail().Signed("precedence", MachineSignStrength.Hint).Signed("no-reply", MachineSignStrength.Hint));

        Assert.True(one.IsAnswered);
        Assert.Equal(("complaint", "machine-hints"), (two.Outcome, two.Held));
        Assert.Equal("Hint", two.Detail("machine-mail", "no-reply"));
    }

    [Fact]
    public async Task Decide_OurOwnMailComingBack_IsMachineMail()
    {
        var opened = await Core.TakeAsync(Some.Mail());
        var entry = await Core.TakeAsync(Some.Mail("we have it", id: CoreOnStore.OwnIds.Create("ack", opened.ComplaintId!.Value)));

        Assert.Equal("machine-mail", entry.Outcome);
        Assert.True(entry.Has("machine-mail", "own-mail-came-back"));
        await AssertPoolAsync(1, 1);
    }

    [Fact]
    public async Task Decide_MessageBeforeTheStartDate_IsRegisteredUnanswered()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        var now = TimeProvider.System.GetUtcNow();
        Core.Channel("mail", facts => facts with { StartDate = now.AddHours(-1) });

        var old = await Core.TakeAsync(Some.Mail(), arrivedAt: now.AddHours(-2));
        var recent = await Core.TakeAsync(Some.Mail("new"), arrivedAt: now.AddMinutes(-5));
        var unknown = await Core.TakeAsync(Some.Mail("newer"));

        Assert.Equal(("complaint", "before-start-date"), (old.Outcome, old.Suppressed));
        Assert.True(recent.IsAnswered);
        Assert.True(unknown.IsAnswered);
    }

    [Fact]
    public async Task Decide_MessageOfLongAgo_IsRegisteredUnanswered()
    {
        var entry = await Core.TakeAsync(Some.Mail(), arrivedAt: TimeProvider.System.GetUtcNow().AddDays(-8));

        Assert.Equal(("complaint", "message-too-old"), (entry.Outcome, entry.Suppressed));
    }

    [Fact]
    public async Task Decide_NoAddress_IsRegisteredUnanswered()
    {
        var entry = await Core.TakeAsync(Some.Mail() with { ReplyTo = null });
        var nobody = await Core.TakeAsync(Some.Mail() with { ReplyTo = null, Sender = null });

        Assert.Equal(("complaint", "no-address"), (entry.Outcome, entry.Suppressed));
        Assert.Equal(("complaint", "no-address"), (nobody.Outcome, nobody.Suppressed));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM complaint WHERE contact_id IS NULL"));
    }

    [Theory]
    [InlineData("other@customer.example", "other@customer.example", false)]
    [InlineData("victim@elsewhere.example", "ayla@customer.example", true)]
    [InlineData("ayla@mail.customer.example", "ayla@customer.example", true)]
    public async Task Decide_ReplyTo_IsFollowedOnlyInsideTheSendersDomain(string replyTo, string recipient, bool ignored)
    {
        var entry = await Core.TakeAsync(Some.Mail() with { ReplyTo = Some.Email(replyTo) });

        Assert.True(entry.IsAnswered);
        Assert.Equal(ignored, entry.Has("acknowledgement", "reply-to-of-another-domain-ignored"));
        Assert.Equal(recipient, await SingleAsync<string>("SELECT recipient FROM outbox"));
    }

    [Fact]
    public async Task Decide_ReplyToAtASharedProvider_IsIgnored()
    {
        var entry = await Core.TakeAsync(Some.Mail() with { Sender = Some.Email("ayla@gmail.com"), ReplyTo = Some.Email("stranger@gmail.com") });

        Assert.True(entry.Has("acknowledgement", "reply-to-of-another-domain-ignored"));
        Assert.Equal("ayla@gmail.com", await SingleAsync<string>("SELECT recipient FROM outbox"));
    }

    [Fact]
    public async Task Decide_ChannelWithoutASender_IsRegisteredUnanswered()
    {
        Core.Channel("mail", facts => facts with { ReplyChannel = null });
        var entry = await Core.TakeAsync(Some.Mail());

        Assert.Equal(("complaint", "channel-has-no-sender"), (entry.Outcome, entry.Suppressed));
    }

    [Fact]
    public async Task Decide_AddressThatTheReplyChannelCannotReach_IsRegisteredUnanswered()
    {
        Core.Channel("mail", facts => facts with { Reaches = point => point.Kind == ContactPointKind.Phone });
        var entry = await Core.TakeAsync(Some.Mail());

        Assert.Equal(("complaint", "address-not-reachable-by-reply-channel"), (entry.Outcome, entry.Suppressed));
    }

    [Fact]
    public async Task Decide_ReplyThroughAnotherChannel_PlansItThere()
    {
        Core.Channel("mail", facts => facts with { ReplyChannel = "answers" });
        await Core.TakeAsync(Some.Mail());

        Assert.Equal("answers", await SingleAsync<string>("SELECT channel FROM outbox"));
    }

    [Fact]
    public async Task Decide_PublicPost_IsAnsweredOnceAndNeverItsFollowUps()
    {
        var first = await Core.TakeAsync(Post("my parcel is late", "1"), "chat");
        var second = await Core.TakeAsync(Post("and broken", "2"), "chat");

        Assert.True(first.IsAnswered);
        Assert.Equal(("follow-up", "follow-up"), (second.Outcome, second.Detail("acknowledgement", "none")));
        Assert.Equal([(true, "1", "thread")], await QueryAsync<(bool, string, string)>("SELECT is_public, in_reply_to, conversation_id FROM outbox"));

        static InboundMessage Post(string text, string id) =>
            Some.Chat("thread", text, Some.Ayla) with { Medium = Medium.Social, IsPublic = true, MessageId = id };
    }

    [Theory]
    [InlineData("chat", "77")]
    [InlineData("other", null)]
    public async Task Decide_ChatMessage_IsAnsweredInItsPlaceOnItsOwnChannelOnly(string replyChannel, string? answers)
    {
        Core.Channel("chat", facts => facts with { ReplyChannel = replyChannel });
        await Core.TakeAsync(Some.Chat("room") with { MessageId = "77" }, "chat");

        Assert.Equal((false, answers), await SingleAsync<(bool, string?)>("SELECT is_public, in_reply_to FROM outbox"));
    }

    [Fact]
    public async Task Decide_ChatMessageAnsweredByMail_NamesNoIdOfTheChat()
    {
        await Core.TakeAsync(Some.Mail() with { Medium = Medium.Form, MessageId = "77" });

        Assert.Null(await SingleAsync<string?>("SELECT in_reply_to FROM outbox"));
    }

    [Fact]
    public async Task Decide_SameIdsOfTwoChannels_AreTwoMatters()
    {
        await Core.TakeAsync(Some.Mail() with { Medium = Medium.Sms, MessageId = "77" }, "chat");
        var other = await Core.TakeAsync(Some.Mail("another") with { Medium = Medium.Sms, MessageId = "78", References = ["77"] }, "mail2");
        var same = await Core.TakeAsync(Some.Mail("the same") with { Medium = Medium.Sms, MessageId = "79", References = ["77"] }, "chat");

        Assert.Equal(("complaint", "follow-up"), (other.Outcome, same.Outcome));
    }

    [Fact]
    public async Task Decide_OneAddressOverItsDailyBudget_IsRegisteredAndHeld()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerAddressPerDay = 3 };
        await Core.TakeAsync(Some.Mail("matter 0"));
        var ids = new List<long>();
        for (var i = 1; i < 5; i++)
        {
            ids.Add(await Core.OfferAsync(Some.Mail($"matter {i}")));
        }

        await Core.DecideAsync();
        var later = await Core.TakeAsync(Some.Mail("matter 5"));
        var other = await Core.TakeAsync(Some.Mail("matter 6", Some.Rza));

        Assert.True((await Core.LedgerAsync(ids[1])).IsAnswered);
        Assert.Equal("address-budget-used", (await Core.LedgerAsync(ids[2])).Held);
        Assert.Equal("address-budget-used", later.Held);
        Assert.True(other.IsAnswered);
        await AssertPoolAsync(7, 7);
        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'held'"));
        await ExecuteAsync($"UPDATE contact_point SET acknowledged_on = {Database.Sql("acknowledged_on - 1", "date(acknowledged_on, '-1 day')")}");
        Assert.True((await Core.TakeAsync(Some.Mail("a day later"))).IsAnswered);
    }

    [Fact]
    public async Task Decide_ManySendersWithOneReplyTo_CannotFloodThatAddress()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerAddressPerDay = 3 };
        for (var i = 0; i < 6; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"made-up-{i}@customer.example")) with { ReplyTo = Some.Ayla });
        }

        await Core.DecideAsync();
        await Core.TakeAsync(Some.Mail("matter 6", Some.Email("made-up-6@customer.example")) with { ReplyTo = Some.Ayla });

        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE recipient = @to AND state = 'waiting'", new { to = Some.Ayla.Value }));
        Assert.Equal(7, await CountAsync("complaint"));
    }

    [Fact]
    public async Task Decide_HourlyBudgetUsed_IsRegisteredAndHeld()
    {
        Core.Acknowledgements = new AcknowledgementSettings { PerHour = 4 };
        for (var i = 0; i < 3; i++)
        {
            await Core.TakeAsync(Some.Mail($"matter {i}", Some.Email($"c{i}@customer.example")));
        }

        for (var i = 3; i < 6; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"c{i}@customer.example")));
        }

        await Core.DecideAsync();
        var last = await Core.TakeAsync(Some.Mail("matter 6", Some.Email("c6@customer.example")));

        Assert.Equal("hourly-budget-used", last.Held);
        Assert.Equal((4, 3), await SingleAsync<(long, long)>("SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting'), (SELECT count(*) FROM outbox WHERE state = 'held')"));
    }

    [Fact]
    public async Task Decide_AnswerByTelephone_IsAnSms()
    {
        var phone = new ContactPoint(ContactPointKind.Phone, "+994501234567");
        await Core.TakeAsync(new InboundMessage { Medium = Medium.Sms, Sender = phone, ReplyTo = phone, Text = "hello", LanguageHint = "az" });

        Assert.Equal(("sms", "phone", "+994501234567", "az"), await SingleAsync<(string, string, string, string)>("SELECT medium, recipient_kind, recipient, language FROM outbox"));
    }
}
