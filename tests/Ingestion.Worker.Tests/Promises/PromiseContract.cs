using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Promises;

/// <summary>An acknowledgement that does not leave: alarm before its time, breach after it, another way to the customer. The clock is moved in the store.</summary>
public abstract class PromiseContract : CoreTests
{
    private protected static readonly ContactPoint Mobile = Some.Phone("+994501234567");

    private readonly RecordingLoggers loggers = new();
    private readonly HashSet<string> woken = [];

    private protected PromiseContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected RecordingSender Mail { get; } = new();

    private protected RecordingSender Sms { get; } = new();

    [Fact]
    public async Task Work_SentInTime_IsNeverLookedAt()
    {
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();
        await PassAsync(TimeSpan.FromHours(30));

        Assert.False(await Watch().WorkAsync(CancellationToken.None));
        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task Work_ChannelDown_AlarmsOnceBeforeTheTimeAndTellsTheBreachOnceAfterIt()
    {
        Mail.Answer(SendOutcome.Later, "connection-refused");
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();

        await PassAsync(TimeSpan.FromHours(19));
        await LookAsync();
        Assert.Empty(await EventsAsync());

        await PassAsync(TimeSpan.FromHours(1.5));
        await LookAsync();
        await LookAsync();
        Assert.Equal(["complaint.acknowledgement-at-risk"], await EventsAsync());
        Assert.Equal(1, (await NowAsync()).AtRisk);

        await PassAsync(TimeSpan.FromHours(4));
        await LookAsync();
        await LookAsync();
        Assert.Equal(["complaint.acknowledgement-at-risk", "complaint.acknowledgement-breached"], await EventsAsync());
        Assert.Equal("""{"channel":"mail","reason":"connection-refused"}""", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE version = 3"));
        Assert.Equal(3, await SingleAsync<int>("SELECT version FROM complaint"));
        Assert.Equal(0, (await NowAsync()).AtRisk);
        Assert.Equal([8101, 8102], loggers.Events);

        // Late is better than never, and told once.
        Mail.Answer(SendOutcome.Sent, "accepted");
        await SendMailAsync();
        await LookAsync();
        Assert.Equal("sent", await StateAsync("ack"));
        Assert.Equal(2, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task Run_HeldUntilItsTimeIsNearlyOver_IsToldOnceAndRaisesNoEvent()
    {
        await Core.TakeAsync(Some.Mail().Signed("spam", MachineSignStrength.Doubt));
        await PassAsync(TimeSpan.FromHours(19));
        Assert.Equal(0, (await NowAsync()).HeldTooLong);

        await PassAsync(TimeSpan.FromHours(1.5));
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();
        var watch = Watch(time);
        var running = watch.RunAsync(stop.Token);
        for (var looks = 1; looks <= 3; looks++)
        {
            await Wait.UntilAsync(() => time.Waits.Count == looks, "a look");
            Assert.Equal(1, watch.Now.HeldTooLong);
            time.Advance(TimeSpan.FromSeconds(15));
        }

        await stop.CancelAsync();
        await running;

        Assert.Equal([8105], loggers.Events);
        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task Work_ChannelWithAnHour_IsAtRiskInItsLastQuarter()
    {
        Mail.Answer(SendOutcome.Later, "connection-refused");
        Core.Channel("mail", facts => facts with { AcknowledgeWithin = TimeSpan.FromHours(1) });
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();
        await LookAsync();
        Assert.Equal(0, (await NowAsync()).AtRisk);

        await PassAsync(TimeSpan.FromMinutes(44));
        await LookAsync();
        Assert.Equal(0, (await NowAsync()).AtRisk);

        await PassAsync(TimeSpan.FromMinutes(2));
        await LookAsync();
        Assert.Equal(1, (await NowAsync()).AtRisk);
    }

    [Fact]
    public async Task Work_ChannelDownForSixHours_KeepsThePromise()
    {
        Mail.Answer(SendOutcome.Later, "connection-refused");
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();
        await PassAsync(TimeSpan.FromHours(6));
        await LookAsync();

        Mail.Answer(SendOutcome.Sent, "accepted");
        await SendMailAsync();
        await PassAsync(TimeSpan.FromHours(30));
        await LookAsync();

        Assert.Equal("sent", await StateAsync("ack"));
        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task Work_RefusedWithoutAnotherWay_AlarmsAtOnce()
    {
        Mail.Answer(SendOutcome.Refused, "no-such-user");
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();
        await LookAsync();

        Assert.Equal(["complaint.acknowledgement-at-risk"], await EventsAsync());
    }

    [Fact]
    public async Task Work_RefusedAndALinkedNumberIsKnown_GoesThereAtOnce()
    {
        var entry = await TakeLinkedAsync();
        Mail.Answer(SendOutcome.Refused, "no-such-user");
        await SendMailAsync();
        await LookAsync();
        Assert.Equal(["sms"], woken);
        await SendSmsAsync();
        await LookAsync();

        var message = Assert.Single(Sms.Asked);
        Assert.Equal(Mobile, message.To);
        Assert.Equal(await SingleAsync<string>("SELECT tracking_number FROM complaint WHERE id = @id", new { id = entry.ComplaintId }), message.TrackingNumber);
        Assert.Equal(("refused", "sent"), (await StateAsync("ack"), await StateAsync("fallback")));
        await PassAsync(TimeSpan.FromHours(30));
        await LookAsync();
        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task Work_BothWaysOpen_WhatLeavesFirstBarsTheOther()
    {
        await FallBackAsync();
        await SendSmsAsync();
        await LookAsync();
        Mail.Answer(SendOutcome.Sent, "accepted");
        await SendMailAsync();

        Assert.Single(Sms.Asked);
        Assert.Equal(("suppressed", "answered-elsewhere"), await SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox WHERE purpose = 'ack' AND complaint_id = (SELECT max(id) FROM complaint)"));
        await PassAsync(TimeSpan.FromHours(10));
        await LookAsync();
        Assert.Equal(["complaint.acknowledgement-at-risk"], await EventsAsync());
    }

    [Fact]
    public async Task Work_ChannelBackBeforeTheFallbackLeft_BarsTheFallback()
    {
        await FallBackAsync();
        Mail.Answer(SendOutcome.Sent, "accepted");
        await SendMailAsync();
        await LookAsync();
        await SendSmsAsync();

        Assert.Empty(Sms.Asked);
        Assert.Equal(("sent", "suppressed"), (await StateAsync("ack"), await StateAsync("fallback")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_BothWaysDueAtOnce_OneLeaves(bool isMailFirst)
    {
        await FallBackAsync();
        Mail.Asked.Clear();
        var (first, second) = isMailFirst ? (Mail, Sms) : (Sms, Mail);
        second.Answer(SendOutcome.Sent, "accepted");
        first.OnSend = async (_, _) =>
        {
            await (isMailFirst ? SendSmsAsync() : SendMailAsync());
            return new SendResult(SendOutcome.Sent, "accepted");
        };

        await (isMailFirst ? SendMailAsync() : SendSmsAsync());
        await (isMailFirst ? SendSmsAsync() : SendMailAsync());
        await LookAsync();

        Assert.Single(first.Asked);
        Assert.Empty(second.Asked);
        Assert.Equal(isMailFirst ? ("sent", "suppressed") : ("suppressed", "sent"), (await StateAsync("ack"), await StateAsync("fallback")));
    }

    [Fact]
    public async Task Work_BothWaysDueAtOnceAndTheFirstFails_TheOtherLeaves()
    {
        await FallBackAsync();
        Mail.OnSend = async (_, _) =>
        {
            await SendSmsAsync();
            return new SendResult(SendOutcome.Later, "connection-refused");
        };

        await SendMailAsync();
        Assert.Empty(Sms.Asked);
        await SendSmsAsync();

        Assert.Single(Sms.Asked);
    }

    [Fact]
    public async Task Retry_RefusedAndToldAnotherWay_LeavesOnTheOperatorsWord()
    {
        await TakeLinkedAsync();
        Mail.Answer(SendOutcome.Refused, "no-such-user");
        await SendMailAsync();
        await LookAsync();
        await SendSmsAsync();
        await LookAsync();
        Mail.Answer(SendOutcome.Sent, "accepted");

        Assert.True(await GivenUpAnswers.RetryAsync(Database, await SingleAsync<long>("SELECT id FROM outbox WHERE state = 'refused'"), "test", CancellationToken.None));
        await SendMailAsync();

        Assert.Equal(("sent", "sent"), (await StateAsync("ack"), await StateAsync("fallback")));
    }

    [Fact]
    public async Task Retry_OfABrokenPromise_LeavesItsBreachOnRecordAndIsLate()
    {
        Mail.Answer(SendOutcome.Refused, "no-such-user");
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();
        await LookAsync();
        await PassAsync(TimeSpan.FromHours(72));
        await LookAsync();
        Mail.Answer(SendOutcome.Sent, "accepted");

        Assert.True(await GivenUpAnswers.RetryAsync(Database, await SingleAsync<long>("SELECT id FROM outbox WHERE state = 'refused'"), "test", CancellationToken.None));
        await SendMailAsync();
        await LookAsync();

        var figures = Assert.Single(await PromiseReport.ReadAsync(Database, TimeSpan.FromDays(9), CancellationToken.None));
        Assert.Equal((0, 1, 1), (figures.InTime, figures.Late, figures.Breached));
        Assert.Equal(["complaint.acknowledgement-at-risk", "complaint.acknowledgement-breached"], await EventsAsync());
    }

    [Fact]
    public async Task Retry_InTimeAndNotSentAgain_IsABreachAtItsTime()
    {
        Mail.Answer(SendOutcome.Refused, "no-such-user");
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();
        await LookAsync();
        await GivenUpAnswers.RetryAsync(Database, await SingleAsync<long>("SELECT id FROM outbox WHERE state = 'refused'"), "test", CancellationToken.None);

        await PassAsync(TimeSpan.FromHours(25));
        await LookAsync();

        Assert.Equal(["complaint.acknowledgement-at-risk", "complaint.acknowledgement-breached"], await EventsAsync());
    }

    [Fact]
    public async Task Work_FallbackSwitchedOffOrOptedOut_IsNotUsed()
    {
        await TakeLinkedAsync();
        await ExecuteAsync($"UPDATE contact_point SET opted_out_at = {Database.Now} WHERE kind = 'phone'");
        Mail.Answer(SendOutcome.Refused, "no-such-user");
        await SendMailAsync();
        await LookAsync();

        Assert.Equal(["complaint.acknowledgement-at-risk"], await EventsAsync());
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE purpose = 'fallback'"));

        await ExecuteAsync("UPDATE contact_point SET opted_out_at = NULL");
        Core.Acknowledgements = Core.Acknowledgements with { Fallback = FallbackRoute.None };
        await Core.TakeAsync(Some.Mail("another matter, the invoice is wrong"));
        await SendMailAsync();
        await LookAsync();
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE purpose = 'fallback'"));
    }

    [Fact]
    public async Task Work_UncertainSending_IsNeverToldTwiceAndItsBreachIsRecorded()
    {
        await TakeLinkedAsync();
        await ExecuteAsync($"UPDATE outbox SET state = 'uncertain', last_reason = 'connection-lost', watch_at = {Database.Now} WHERE state = 'waiting'");
        await LookAsync();
        await PassAsync(TimeSpan.FromHours(30));
        await LookAsync();

        Assert.Equal(["complaint.acknowledgement-at-risk", "complaint.acknowledgement-breached"], await EventsAsync());
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE purpose = 'fallback'"));
    }

    [Fact]
    public async Task Work_BothOnOneChannelInOneLease_TheAcknowledgementLeaves()
    {
        var office = Some.Email("ayla@office.example");
        await Core.TakeAsync(Some.Mail("an older matter", office));
        await SendMailAsync();
        var entry = await Core.TakeAsync(Some.Mail());
        await LinkAsync(office);
        Mail.Answer(SendOutcome.Later, "login-refused");
        await SendMailAsync();
        await PassAsync(TimeSpan.FromHours(21));
        await LookAsync();
        Assert.Equal(("mail", "waiting"), await SingleAsync<(string, string)>("SELECT channel, state FROM outbox WHERE purpose = 'fallback'"));

        Mail.Asked.Clear();
        Mail.Answer(SendOutcome.Sent, "accepted");
        await SendMailAsync();
        await LookAsync();
        await SendMailAsync();

        Assert.Equal(Some.Ayla, Assert.Single(Mail.Asked).To);
        Assert.Equal(("sent", "suppressed"), (await SingleAsync<string>("SELECT state FROM outbox WHERE id = complaint_id AND complaint_id = @id", new { id = entry.ComplaintId }), await StateAsync("fallback")));
    }

    [Fact]
    public async Task Work_UncertainAndTheWatchHasNotLooked_TheOtherWayWaits()
    {
        await FallBackAsync();
        Mail.RepeatSafety = RepeatSafety.Harmful;
        Mail.Answer(SendOutcome.Uncertain, "connection-lost");
        await SendMailAsync();
        Assert.Equal("uncertain", await StateAsync("ack"));
        await SendSmsAsync();
        await LookAsync();
        await SendSmsAsync();

        Assert.Empty(Sms.Asked);
        Assert.Equal("suppressed", await StateAsync("fallback"));
    }

    [Fact]
    public async Task Work_UncertainWhileTheOtherWayWaits_LeavesItUnsent()
    {
        await TakeLinkedAsync();
        await PassAsync(TimeSpan.FromHours(21));
        await LookAsync();
        Assert.Equal("waiting", await StateAsync("fallback"));
        await ExecuteAsync($"UPDATE outbox SET state = 'uncertain', last_reason = 'connection-lost', watch_at = {Database.Now} WHERE purpose = 'ack' AND state = 'waiting'");
        await LookAsync();

        Assert.Equal("suppressed", await StateAsync("fallback"));
        Assert.Equal(["complaint.acknowledgement-at-risk"], await EventsAsync());
    }

    [Fact]
    public async Task Work_TwoWorkersAtOnce_TellOnce()
    {
        Mail.Answer(SendOutcome.Later, "connection-refused");
        for (var i = 0; i < 20; i++)
        {
            await Core.TakeAsync(Some.Mail($"matter {i}", Some.Email($"customer{i}@customer.example")));
        }

        await PassAsync(TimeSpan.FromHours(21));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Watch().WorkAsync(CancellationToken.None))));

        Assert.Equal(20, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task Plan_ChannelAndKindHaveTheirOwnTimes_AreDueByThem()
    {
        Core.Acknowledgements = Core.Acknowledgements with { AcknowledgeWithin = TimeSpan.FromHours(2), AnswerWithinByKind = new Dictionary<string, TimeSpan> { ["complaint"] = TimeSpan.FromDays(1) } };
        Core.Channel("mail2", facts => facts with { AcknowledgeWithin = TimeSpan.FromMinutes(10), AnswerWithin = TimeSpan.FromHours(5) });
        await Core.TakeAsync(Some.Mail("one"));
        await Core.TakeAsync(Some.Mail("two", Some.Rza), "mail2");

        var due = await Database.ReadAsync(
            session => session.QueryAsync<(string Channel, DateTimeOffset Received, DateTimeOffset Due, DateTimeOffset Answer)>("SELECT channel, received_at, due_at, answer_by FROM outbox ORDER BY id"), CancellationToken.None);
        Assert.Equal([("mail", TimeSpan.FromHours(2), TimeSpan.FromDays(1)), ("mail2", TimeSpan.FromMinutes(10), TimeSpan.FromHours(5))], due.Select(row => (row.Channel, row.Due - row.Received, row.Answer - row.Received)));
    }

    [Fact]
    public async Task Park_NothingLeavesUntilReleasedAndPromisesAreStillWatched()
    {
        Assert.True(await OutgoingStop.ParkAsync(Database, "test", CancellationToken.None));
        Assert.False(await OutgoingStop.ParkAsync(Database, "test", CancellationToken.None));
        await Core.TakeAsync(Some.Mail());
        await SendMailAsync();
        await PassAsync(TimeSpan.FromHours(21));
        await LookAsync();

        Assert.Empty(Mail.Asked);
        Assert.Equal(["complaint.acknowledgement-at-risk"], await EventsAsync());
        Assert.NotNull((await NowAsync()).ParkedSince);
        Assert.Equal([("mail", 1L)], await OutgoingStop.WaitingAsync(Database, CancellationToken.None));

        Assert.True(await OutgoingStop.ReleaseAsync(Database, "test", CancellationToken.None));
        Assert.False(await OutgoingStop.ReleaseAsync(Database, "test", CancellationToken.None));
        await SendMailAsync();
        Assert.Single(Mail.Asked);
        Assert.Equal(["parked", "released"], await QueryAsync<string>("SELECT action FROM operator_action ORDER BY number"));
    }

    [Fact]
    public async Task Report_CountsWhatWasKeptLateBrokenAndNotPlanned()
    {
        for (var i = 0; i < 10; i++)
        {
            await Core.TakeAsync(Some.Mail($"matter {i}", Some.Email($"customer{i}@customer.example")));
        }

        await SendMailAsync();
        await Core.TakeAsync(Some.Mail("older than its answer", Some.Rza), arrivedAt: TimeProvider.System.GetUtcNow().AddDays(-20));
        Mail.Answer(SendOutcome.Refused, "no-such-user");
        await Core.TakeAsync(Some.Mail("refused", Some.Email("gone@customer.example")));
        await SendMailAsync();
        await Core.TakeAsync(Some.Mail("held", Some.Email("robot@customer.example")).Signed("spam", MachineSignStrength.Doubt));
        await ExecuteAsync("UPDATE outbox SET finished_at = due_at + (due_at - received_at) WHERE id = (SELECT min(id) FROM outbox)");

        var figures = Assert.Single(await PromiseReport.ReadAsync(Database, TimeSpan.FromDays(1), CancellationToken.None));
        Assert.Equal((12, 9, 1, 0, 1, 1), (figures.Planned, figures.InTime, figures.Late, figures.Waiting, figures.Held, figures.NotSent));
        Assert.True(figures.Median < TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromHours(48), figures.P99);
        Assert.Equal([("message-too-old", 1L)], await UnansweredComplaints.CountAsync(Database, TimeSpan.FromDays(1), CancellationToken.None));
        Assert.Empty(await PromiseReport.ReadAsync(Database, TimeSpan.Zero, CancellationToken.None));
    }

    /// <summary>A mail of a customer whose number an operator linked to the address.</summary>
    private protected async Task<LedgerEntry> TakeLinkedAsync()
    {
        Core.Channel("sms");
        await Core.TakeAsync(Some.Sms("an older matter", Mobile.Value), "sms");
        await SendSmsAsync();
        Sms.Asked.Clear();
        var entry = await Core.TakeAsync(Some.Mail());
        await LinkAsync(Mobile);
        return entry;
    }

    /// <summary>The mail does not leave, so that a telephone number stands in for it: both wait.</summary>
    private protected async Task FallBackAsync()
    {
        await TakeLinkedAsync();
        Mail.Answer(SendOutcome.Later, "connection-refused");
        await SendMailAsync();
        await PassAsync(TimeSpan.FromHours(21));
        await LookAsync();
    }

    /// <summary>An operator knows that this is Ayla, too.</summary>
    private Task LinkAsync(ContactPoint point) => Database.WriteAsync(
        async session => await ContactLinks.LinkAsync(
            session, (await ContactLinks.FindAsync(session, point))!, (await ContactLinks.FindAsync(session, Some.Ayla))!, ContactLinks.ByOperator, null, "test"),
        CancellationToken.None);

    private protected PromiseWatch Watch(TimeProvider? time = null) => new(
        Database,
        new PromiseRound(
            Database,
            Core.Ids,
            Core.Acknowledgements,
            [new SendingRoute("mail", point => point.Kind == ContactPointKind.Email), new SendingRoute("sms", point => point.Kind == ContactPointKind.Phone)],
            CoreOnStore.OwnIds),
        channels => woken.UnionWith(channels),
        time ?? TimeProvider.System,
        new Logger<PromiseWatch>(loggers));

    private protected async Task LookAsync()
    {
        var watch = Watch();
        for (var rounds = 0; await watch.WorkAsync(CancellationToken.None); rounds++)
        {
            Assert.True(rounds < 20, "the watch looks at the same promises again and again");
        }
    }

    private Task<PromisesNow> NowAsync() => WatchedPromises.NowAsync(Database, TimeSpan.FromHours(4), CancellationToken.None);

    /// <summary>Lets time pass: everything that is to come is nearer, and what was is further away.</summary>
    private protected Task PassAsync(TimeSpan time) => ExecuteAsync(
        Database.Sql(
            "UPDATE outbox SET received_at = received_at - make_interval(secs => @s), due_at = due_at - make_interval(secs => @s), watch_at = watch_at - make_interval(secs => @s), not_before = not_before - make_interval(secs => @s), finished_at = finished_at - make_interval(secs => @s)",
            "UPDATE outbox SET received_at = received_at - @s * 1000, due_at = due_at - @s * 1000, watch_at = watch_at - @s * 1000, not_before = not_before - @s * 1000, finished_at = finished_at - @s * 1000"),
        new { s = (long)time.TotalSeconds });

    private protected Task SendMailAsync() => SendAsync("mail", Mail);

    private protected Task SendSmsAsync() => SendAsync("sms", Sms);

    private async Task SendAsync(string channel, RecordingSender sender)
    {
        await ExecuteAsync($"UPDATE outbox SET not_before = {Database.NowPlus("-1")} WHERE state = 'waiting'");
        await Core.NewRelay(channel, sender).WorkAsync(CancellationToken.None);
    }

    private protected Task<string> StateAsync(string purpose) => SingleAsync<string>("SELECT state FROM outbox WHERE purpose = @purpose ORDER BY id DESC LIMIT 1", new { purpose });

    private Task<List<string>> EventsAsync() => Database.ReadAsync(
        session => session.QueryAsync<string>("SELECT type FROM event WHERE type LIKE 'complaint.acknowledgement%' ORDER BY id"), CancellationToken.None);
}
