using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>Sending what was planned (promise P8).</summary>
public abstract class RelayContract : CoreTests
{
    private readonly RecordingSender sender = new();

    private protected RelayContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Work_Message_CommitsItsAttemptBeforeSending()
    {
        await PlanAsync();
        (int Attempts, string State, long Open)? seen = null;
        sender.OnSend = async (_, _) =>
        {
            seen = await SingleAsync<(int, string, long)>("SELECT attempts, state, (SELECT count(*) FROM attempt WHERE number = 1 AND finished_at IS NULL) FROM outbox");
            return new SendResult(SendOutcome.Sent, "smtp-250") { ProviderId = "their-id" };
        };

        Assert.True(await WorkAsync());

        Assert.Equal((1, "waiting", 1L), seen);
        Assert.Equal(("sent", "smtp-250", 1, 0), await SingleAsync<(string, string, int, int)>("SELECT state, last_reason, attempts, uncertain FROM outbox WHERE finished_at IS NOT NULL"));
        Assert.Equal((1, "sent", "smtp-250", "their-id"), await SingleAsync<(int, string, string, string)>("SELECT number, outcome, reason, provider_id FROM attempt WHERE finished_at IS NOT NULL"));
        Assert.False(await WorkAsync());
    }

    [Fact]
    public async Task Work_Message_IsComposedFromWhatWasPlanned()
    {
        var opened = await Core.TakeAsync(Some.Mail(id: "<hers@customer.example>") with { References = ["<b@x>", "<a@x>"] });
        await WorkAsync();

        var sent = Assert.Single(sender.Asked);
        Assert.Equal(CoreOnStore.OwnIds.Create("ack", opened.ComplaintId!.Value), sent.StableId);
        Assert.Equal(Some.Ayla, sent.To);
        Assert.Equal("<hers@customer.example>", sent.InReplyTo);
        Assert.Equal(["<a@x>", "<b@x>"], sent.References);
        Assert.Equal(await SingleAsync<string>("SELECT tracking_number FROM complaint"), sent.TrackingNumber);
    }

    [Fact]
    public async Task Work_Refused_IsNeverTriedAgain()
    {
        await PlanAsync();
        sender.Answer(SendOutcome.Refused, "smtp-550-5.1.1");
        await WorkAsync();
        await MakeDueAsync();

        Assert.False(await WorkAsync());
        Assert.Equal(("refused", "smtp-550-5.1.1"), await StateAsync());
        Assert.Single(sender.Asked);
    }

    [Fact]
    public async Task Work_RefusedBecauseTheRecipientOptedOut_IsKeptAsIfTheyHadWrittenStop()
    {
        await PlanAsync(2);
        var first = await SingleAsync<long>("SELECT min(id) FROM outbox");
        await ExecuteAsync(
            "INSERT INTO outbox (id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, not_before) "
            + $"SELECT id + 1000000, complaint_id, message_id, 'update', channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, {Database.NowPlus("3600")} FROM outbox WHERE id = {first}");
        sender.OnSend = (message, _) => Task.FromResult(message.To == Some.Ayla ? new SendResult(SendOutcome.Refused, "twilio-21610") { OptedOut = true } : new SendResult(SendOutcome.Sent, "http-201"));
        await WorkAsync();

        Assert.Equal(
            [("refused", "twilio-21610"), ("sent", "http-201"), ("suppressed", "opted-out")], await QueryAsync<(string, string)>("SELECT state, last_reason FROM outbox ORDER BY id"));
        Assert.Equal([Some.Ayla.Value], await QueryAsync<string>("SELECT value FROM contact_point WHERE opted_out_at IS NOT NULL"));
    }

    [Fact]
    public async Task Work_Later_BacksOffAndTriesAgain()
    {
        await PlanAsync();
        sender.Answer(SendOutcome.Later, "smtp-451");
        await WorkAsync();
        var first = await WaitAsync();
        Assert.False(await WorkAsync());
        await MakeDueAsync();
        await WorkAsync();
        var second = await WaitAsync();
        await MakeDueAsync();
        sender.Answer(SendOutcome.Sent);
        await WorkAsync();

        Assert.InRange(first.TotalSeconds, 20, 38);
        Assert.InRange(second.TotalSeconds, 43, 76);
        Assert.Equal("sent", (await StateAsync()).State);
        Assert.Equal([(1, "later"), (2, "later"), (3, "sent")], await QueryAsync<(int, string)>("SELECT number, outcome FROM attempt ORDER BY number"));
        Assert.Single(sender.Asked.Select(message => message.StableId).Distinct());
    }

    [Fact]
    public async Task Work_LaterWithAWish_WaitsAsLongAsAsked()
    {
        await PlanAsync();
        sender.Answer(new SendResult(SendOutcome.Later, "http-429") { RetryAfter = TimeSpan.FromMinutes(20) });
        await WorkAsync();

        Assert.InRange((await WaitAsync()).TotalSeconds, 1190, 1200);
    }

    [Theory]
    [InlineData(RepeatSafety.Harmful, 1, "uncertain")]
    [InlineData(RepeatSafety.Tolerable, 2, "uncertain")]
    [InlineData(RepeatSafety.Idempotent, 5, "waiting")]
    public async Task Work_UncertainEachTime_RepeatsAsFarAsItIsSafe(RepeatSafety safety, int sendings, string state)
    {
        await PlanAsync();
        sender.RepeatSafety = safety;
        sender.Answer(SendOutcome.Uncertain, "connection-lost-after-data");
        for (var i = 0; i < 5; i++)
        {
            await WorkAsync();
            await MakeDueAsync();
        }

        Assert.Equal(sendings, sender.Asked.Count);
        Assert.Single(sender.Asked.Select(message => message.StableId).Distinct());
        Assert.Equal((state, "connection-lost-after-data"), await StateAsync());
        Assert.Equal(sendings, await SingleAsync<int>("SELECT uncertain FROM outbox"));
    }

    [Theory]
    [InlineData(RepeatSafety.Harmful, 0, "uncertain")]
    [InlineData(RepeatSafety.Tolerable, 1, "sent")]
    [InlineData(RepeatSafety.Idempotent, 1, "sent")]
    public async Task Work_AttemptOfAProcessThatDied_CountsAsUncertain(RepeatSafety safety, int sendings, string state)
    {
        await PlanAsync();
        sender.RepeatSafety = safety;
        var lease = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.Outbox.RecordAsync(lease.Fence, [], lease.Rows, CancellationToken.None);
        Assert.False(await WorkAsync());
        await Core.ExpireLeasesAsync("outbox");

        await WorkAsync();
        await WorkAsync();

        Assert.Equal(sendings, sender.Asked.Count);
        Assert.Equal(state, (await StateAsync()).State);
        Assert.Equal(1, await SingleAsync<int>("SELECT uncertain FROM outbox"));
        Assert.Equal(("uncertain", "worker-died"), await SingleAsync<(string, string)>("SELECT outcome, reason FROM attempt WHERE number = 1"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM attempt WHERE finished_at IS NULL"));
    }

    [Fact]
    public async Task Work_UncertainByAWayThatDropsRepeats_IsRepeated()
    {
        await PlanAsync();
        sender.RepeatSafety = RepeatSafety.Harmful;
        sender.Answer(new SendResult(SendOutcome.Uncertain, "no-answer") { Repeat = RepeatSafety.Idempotent });
        await WorkAsync();
        Assert.Equal(("waiting", "no-answer"), await StateAsync());

        sender.Answer(SendOutcome.Uncertain, "no-answer");
        await MakeDueAsync();
        await WorkAsync();
        Assert.Equal(("uncertain", "no-answer"), await StateAsync());
    }

    [Fact]
    public async Task Work_UncertainAndSearchable_IsFoundAndNotSentAgain()
    {
        await PlanAsync();
        sender.RepeatSafety = RepeatSafety.Searchable;
        sender.Answer(SendOutcome.Uncertain, "no-answer");
        await WorkAsync();
        Assert.Equal(("waiting", "no-answer"), await StateAsync());
        Assert.InRange((await WaitAsync()).TotalSeconds, 100, 125);

        await MakeDueAsync();
        await WorkAsync();
        Assert.Equal(("waiting", "search-no-answer"), await StateAsync());

        sender.OnFind = _ => new SendResult(SendOutcome.Sent, "found-at-provider") { ProviderId = "SM1" };
        await MakeDueAsync();
        await WorkAsync();

        Assert.Equal("sent", (await StateAsync()).State);
        Assert.Single(sender.Asked);
        Assert.Equal(
            [(1, "uncertain", "no-answer", null), (2, "uncertain", "search-no-answer", null), (3, "sent", "found-at-provider", "SM1")],
            await QueryAsync<(int, string, string, string?)>("SELECT number, outcome, reason, provider_id FROM attempt ORDER BY number"));
    }

    [Fact]
    public async Task Work_UncertainAndSearchable_IsLookedForSinceItsFirstUncertainTryAndBesideOthersOfTheMatter()
    {
        await PlanAsync();
        var complaint = await SingleAsync<long>("SELECT id FROM complaint");
        await ExecuteAsync(
            "INSERT INTO outbox (id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, state) "
            + $"SELECT id + 1000000, complaint_id, message_id, 'update', channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, 'sent' FROM outbox WHERE id = {complaint}");
        await ExecuteAsync($"INSERT INTO attempt (outbox_id, number, outcome, provider_id) VALUES ({complaint + 1_000_000}, 1, 'sent', 'SM-another')");
        sender.RepeatSafety = RepeatSafety.Searchable;
        sender.Answer(SendOutcome.Later, "http-429");
        await WorkAsync();
        await ExecuteAsync($"UPDATE attempt SET started_at = {Database.NowPlus("-3600")} WHERE outbox_id = {complaint}");
        sender.Answer(SendOutcome.Uncertain, "no-answer");
        await MakeDueAsync();
        await WorkAsync();
        var since = await SingleAsync<DateTimeOffset>($"SELECT started_at FROM attempt WHERE outbox_id = {complaint} AND number = 2");
        OutboundMessage? asked = null;
        sender.OnFind = message =>
        {
            asked = message;
            return new SendResult(SendOutcome.Uncertain, "search-no-answer");
        };
        for (var tries = 0; tries < 2; tries++)
        {
            await MakeDueAsync();
            await WorkAsync();
            Assert.Equal(since, asked?.UncertainSince);
            Assert.Equal(["SM-another"], asked?.OtherIds);
        }

        Assert.All(sender.Asked, message => Assert.Null(message.UncertainSince));
    }

    [Fact]
    public async Task Work_AnswerToAHandle_KnowsWhenItsCustomerWroteLast()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var chat = Some.Mail("my card is blocked") with { Medium = Medium.Chat, Sender = Some.Phone("+994501234567"), ReplyTo = new ContactPoint(ContactPointKind.Handle, "whatsapp:+994501234567") };
        var polled = await Core.TakeAsync(chat, "chat", now.AddHours(-30));
        await Core.TakeAsync(Some.Mail(), "mail", now);
        await Core.NewRelay("chat", sender).WorkAsync(CancellationToken.None);
        await WorkAsync();
        Assert.Equal([now.AddHours(-30), null], sender.Asked.Select(message => message.LastHeardAt));

        await Core.TakeAsync(chat with { Text = "the loan desk is rude" }, "chat", now.AddMinutes(-5));
        await ExecuteAsync($"UPDATE outbox SET state = 'suppressed' WHERE state = 'waiting'");
        await ExecuteAsync($"UPDATE outbox SET state = 'waiting' WHERE id = {polled.ComplaintId}");
        await MakeDueAsync();
        await Core.NewRelay("chat", sender).WorkAsync(CancellationToken.None);
        Assert.Equal(now.AddMinutes(-5), sender.Asked.Last().LastHeardAt);

        await ExecuteAsync(
            "INSERT INTO outbox (id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, state) "
            + $"SELECT id + 1000000, complaint_id, message_id, 'status', channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, 'sent' FROM outbox WHERE id = {polled.ComplaintId}");
        await ExecuteAsync($"UPDATE outbox SET state = 'waiting' WHERE id = {polled.ComplaintId}");
        await MakeDueAsync();
        await Core.NewRelay("chat", sender).WorkAsync(CancellationToken.None);
        Assert.InRange(sender.Asked.Last().LastHeardAt!.Value, now, now.AddMinutes(5));
    }

    [Fact]
    public async Task Work_UncertainAndSearchable_NotThere_IsSentOnceMore()
    {
        await PlanAsync();
        sender.RepeatSafety = RepeatSafety.Searchable;
        sender.Answer(SendOutcome.Uncertain, "no-answer");
        await WorkAsync();
        sender.OnFind = _ => null;
        sender.Answer(SendOutcome.Sent, "http-201");
        await MakeDueAsync();
        await WorkAsync();

        Assert.Equal(2, sender.Asked.Count);
        Assert.Equal([(1, "uncertain"), (2, "sent")], await QueryAsync<(int, string)>("SELECT number, outcome FROM attempt ORDER BY number"));
    }

    [Fact]
    public async Task Work_SearchableAttemptOfAProcessThatDied_IsLookedForInTime()
    {
        await PlanAsync();
        sender.RepeatSafety = RepeatSafety.Searchable;
        var lease = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.Outbox.RecordAsync(lease.Fence, [], lease.Rows, CancellationToken.None);
        await Core.ExpireLeasesAsync("outbox");
        await WorkAsync();
        Assert.Equal(("waiting", "worker-died"), await StateAsync());
        Assert.False(await WorkAsync());

        sender.OnFind = _ => new SendResult(SendOutcome.Sent, "found-at-provider");
        await MakeDueAsync();
        await WorkAsync();

        Assert.Empty(sender.Asked);
        Assert.Equal("sent", (await StateAsync()).State);
    }

    [Fact]
    public async Task Record_UnderAnOldFence_WritesNothing()
    {
        await PlanAsync();
        var old = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.Outbox.RecordAsync(old.Fence, [], old.Rows, CancellationToken.None);
        await Core.ExpireLeasesAsync("outbox");
        var held = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        var sent = new AttemptRecord(old.Rows[0].Id, 1, new SendResult(SendOutcome.Sent, "late"), new AttemptVerdict("sent", "late", TimeSpan.Zero));

        await Assert.ThrowsAsync<LeaseLostException>(() => Core.Outbox.RecordAsync(old.Fence, [sent], [], CancellationToken.None));
        await Assert.ThrowsAsync<LeaseLostException>(() => Core.Outbox.RecordAsync(old.Fence, [], old.Rows, CancellationToken.None));
        await Core.Outbox.ReleaseAsync(old.Fence, old.Rows, TimeSpan.Zero, CancellationToken.None);
        await Core.Outbox.RenewAsync(old.Fence, CancellationToken.None);

        Assert.Equal(("waiting", 1, held.Fence), await SingleAsync<(string, int, long)>("SELECT state, attempts, fence FROM outbox WHERE leased_until IS NOT NULL"));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM attempt WHERE finished_at IS NULL"));
    }

    [Fact]
    public async Task Record_LeaseThatRanOut_BeginsNothing()
    {
        await PlanAsync();
        var lease = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.ExpireLeasesAsync("outbox");

        await Assert.ThrowsAsync<LeaseLostException>(() => Core.Outbox.RecordAsync(lease.Fence, [], lease.Rows, CancellationToken.None));

        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM attempt"));
    }

    [Fact]
    public async Task Lease_TwoRelaysAtOnce_NeverShareAMessage()
    {
        await PlanAsync(30);
        var other = new MessageOutbox(Store.Another(), new IdBlock(Store.Another(), "fence", 16), new OutboxSettings());

        var leases = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? Core.Outbox : other).LeaseAsync("mail", 5, CancellationToken.None))));

        var ids = leases.SelectMany(lease => lease.Rows).Select(row => row.Id).ToList();
        Assert.Equal(30, ids.Count);
        Assert.Equal(30, ids.Distinct().Count());
    }

    [Fact]
    public async Task Work_TriesUsedUp_BecomesADeadLetter()
    {
        Core.OutboxSettings = new OutboxSettings { MaxAttempts = 3 };
        await PlanAsync();
        sender.Answer(SendOutcome.Later, "smtp-451");
        for (var i = 0; i < 5; i++)
        {
            await WorkAsync();
            await MakeDueAsync();
        }

        Assert.Equal(3, sender.Asked.Count);
        Assert.Equal(("failed", "smtp-451"), await StateAsync());
    }

    [Fact]
    public async Task Work_TooOldToBeTriedOn_BecomesADeadLetter()
    {
        await PlanAsync();
        await ExecuteAsync($"UPDATE outbox SET created_at = {Database.NowPlus("-260000")}");
        sender.Answer(SendOutcome.Later, "smtp-451");
        await WorkAsync();

        Assert.Equal(("failed", "smtp-451"), await StateAsync());
    }

    [Fact]
    public async Task Work_ChannelThatHangs_HoldsUpNoOther()
    {
        await PlanAsync();
        await Core.TakeAsync(Some.Mail(from: Some.Rza), "mail2");
        var entered = new TaskCompletionSource();
        var hanging = new RecordingSender
        {
            OnSend = async (_, token) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException();
            },
        };
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();
        var stuck = Core.NewRelay("mail", hanging, time: time).WorkAsync(stop.Token);
        await entered.Task;

        await Core.NewRelay("mail2", sender).WorkAsync(CancellationToken.None);

        Assert.Equal([("mail", "waiting"), ("mail2", "sent")], await QueryAsync<(string, string)>("SELECT channel, state FROM outbox ORDER BY channel"));
        await stop.CancelAsync();
        Assert.False(stuck.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(20));
        await stuck;
        Assert.Equal(("waiting", "worker-stopping"), await SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox WHERE channel = 'mail' AND leased_until IS NULL"));
    }

    [Fact]
    public async Task Work_LeaseOfTheRestRunsOut_TheSentOnesAreRecorded()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 2 };
        await PlanAsync(5);
        sender.OnSend = async (_, _) =>
        {
            await ExecuteAsync($"UPDATE outbox SET leased_until = {Database.NowPlus("-1")} WHERE attempts = 0");
            return new SendResult(SendOutcome.Sent, "smtp-250");
        };

        await Assert.ThrowsAsync<LeaseLostException>(WorkAsync);

        Assert.Equal([("sent", 2L), ("waiting", 3L)], await QueryAsync<(string, long)>("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state"));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM attempt WHERE outcome = 'sent'"));
        sender.Answer(SendOutcome.Sent);
        await WorkAsync();
        Assert.Equal(5, sender.Asked.Select(message => message.StableId).Distinct().Count());
        Assert.Equal(5, sender.Asked.Count);
    }

    [Fact]
    public async Task Work_SlowSendings_KeepTheLeaseOfTheRest()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 1, Lease = TimeSpan.FromMinutes(2) };
        await PlanAsync(3);
        var time = new ManualTime();
        var ends = new List<double>();
        sender.OnSend = async (_, _) =>
        {
            // The clock of the database stands still here, so the lease is shortened by what the sending took.
            await ExecuteAsync($"UPDATE outbox SET leased_until = {Database.NowPlus("10")} WHERE attempts = 0");
            time.Advance(TimeSpan.FromSeconds(50));
            return new SendResult(SendOutcome.Sent, "smtp-250");
        };

        var working = Core.NewRelay("mail", sender, time: time);
        sender.OnSend = Wrap(sender.OnSend, async () => ends.AddRange(await QueryAsync<double>(Database.Sql(
            "SELECT extract(epoch FROM leased_until - now())::float8 FROM outbox WHERE attempts = 0",
            "SELECT (leased_until - CAST(unixepoch('subsec') * 1000 AS integer)) / 1000.0 FROM outbox WHERE attempts = 0"))));
        await working.WorkAsync(CancellationToken.None);

        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'sent'"));
        Assert.All(ends, left => Assert.True(left > 60, $"{left} s left"));
        Assert.Equal(3, ends.Count);
    }

    [Fact]
    public async Task Work_SenderThatThrows_IsUncertain()
    {
        await PlanAsync();
        sender.RepeatSafety = RepeatSafety.Harmful;
        sender.OnSend = (_, _) => throw new InvalidOperationException("broken");
        await WorkAsync();

        Assert.Equal(("uncertain", "sender-threw-InvalidOperationException"), await StateAsync());
    }

    [Fact]
    public async Task Work_SenderWhoseOwnTimeRanOut_IsUncertain()
    {
        await PlanAsync();
        sender.RepeatSafety = RepeatSafety.Harmful;
        sender.OnSend = (_, _) => throw new TaskCanceledException("a timeout of the HTTP client");
        await WorkAsync();

        Assert.Equal(("uncertain", "sender-threw-TaskCanceledException"), await StateAsync());
    }

    [Fact]
    public async Task Work_TextThatCannotBeMade_IsCertainlyNotSent()
    {
        await PlanAsync();
        sender.RepeatSafety = RepeatSafety.Harmful;
        await Core.NewRelay("mail", sender, _ => throw new FormatException("template")).WorkAsync(CancellationToken.None);

        Assert.Equal(("waiting", "not-composed-FormatException"), await StateAsync());
        Assert.Empty(sender.Asked);
        await MakeDueAsync();
        await WorkAsync();
        Assert.Equal("sent", (await StateAsync()).State);
    }

    [Fact]
    public async Task Work_ProviderWantsNothingNow_LeavesTheRestForLater()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 2 };
        await PlanAsync(6);
        sender.Answer(new SendResult(SendOutcome.Later, "rate-limited") { RetryAfter = TimeSpan.FromSeconds(300), Held = true });

        Assert.True(await WorkAsync());
        Assert.False(await WorkAsync());

        Assert.Equal(2, sender.Asked.Count);
        Assert.Equal((6L, 2L, 0L), await SingleAsync<(long, long, long)>("SELECT count(*), sum(attempts), count(leased_until) FROM outbox WHERE state = 'waiting'"));
        Assert.Equal(6L, await SingleAsync<long>($"SELECT count(*) FROM outbox WHERE not_before > {Database.NowPlus("200")} AND not_before < {Database.NowPlus("400")}"));
    }

    [Fact]
    public async Task Work_AccountThatIsRefused_PausesTheChannelAndLosesNothing()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 2 };
        await PlanAsync(6);
        sender.Answer(new SendResult(SendOutcome.Refused, "smtp-535") { ChannelFault = true });
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();

        var working = Core.NewRelay("mail", sender, time: time).WorkAsync(stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(time.Waits.Count > 0), "the channel pauses");

        Assert.Equal([TimeSpan.FromSeconds(30)], time.Waits);
        Assert.Equal(2, sender.Asked.Count);
        Assert.Equal((6L, 2L, 0L), await SingleAsync<(long, long, long)>("SELECT count(*), sum(attempts), count(leased_until) FROM outbox WHERE state = 'waiting'"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public async Task Work_OneRecipientsPolicyRefuses_TheOthersAreSentWithoutAPause()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 3 };
        await PlanAsync(6);
        sender.OnSend = (message, _) => Task.FromResult(
            message.To == Some.Ayla ? new SendResult(SendOutcome.Refused, "smtp-550-5.7.1") { ChannelFault = true } : new SendResult(SendOutcome.Sent, "smtp-250"));
        var time = new ManualTime();

        Assert.True(await Core.NewRelay("mail", sender, time: time).WorkAsync(CancellationToken.None));

        Assert.Empty(time.Waits);
        Assert.Equal([("sent", 5L), ("waiting", 1L)], await QueryAsync<(string, long)>("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state"));
    }

    [Fact]
    public async Task Work_MoreWaitsThanItTook_IsBusyUntilNothingWaits()
    {
        Core.OutboxSettings = new OutboxSettings { BatchSize = 2 };
        await PlanAsync(3);
        var relay = Core.NewRelay("mail", sender);
        Assert.False(relay.IsBusy);

        await relay.WorkAsync(CancellationToken.None);
        Assert.True(relay.IsBusy);
        await relay.WorkAsync(CancellationToken.None);
        Assert.False(relay.IsBusy);
    }

    [Fact]
    public async Task Work_SendingLongerThanTheLease_AnotherWorkerSendsNoneOfThemAgain()
    {
        Core.OutboxSettings = new OutboxSettings { Lease = TimeSpan.FromSeconds(2), Parallel = 2 };
        await PlanAsync(2);
        var answer = new TaskCompletionSource<SendResult>();
        sender.OnSend = (message, _) => message.To == Some.Ayla ? answer.Task : Task.FromResult(new SendResult(SendOutcome.Sent, "smtp-250"));
        var other = new RecordingSender();

        var working = WorkAsync();
        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.False(await Core.NewRelay("mail", other).WorkAsync(CancellationToken.None));
        }

        answer.SetResult(new SendResult(SendOutcome.Sent, "smtp-250"));
        await working;

        Assert.Empty(other.Asked);
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'sent' AND attempts = 1 AND uncertain = 0"));
    }

    [Fact]
    public async Task Finish_SaidTwice_ChangesNothingTheSecondTime()
    {
        await PlanAsync();
        var lease = await Core.Outbox.LeaseAsync("mail", 10, CancellationToken.None);
        await Core.Outbox.RecordAsync(lease.Fence, [], lease.Rows, CancellationToken.None);
        var end = new AttemptRecord(lease.Rows[0].Id, 1, new SendResult(SendOutcome.Uncertain, "no-answer"), new AttemptVerdict(OutboxWords.Waiting, "no-answer", TimeSpan.FromMinutes(1)));

        await Core.Outbox.FinishAsync(lease.Fence, [end]);
        await Assert.ThrowsAsync<LeaseLostException>(() => Core.Outbox.FinishAsync(lease.Fence, [end]));

        Assert.Equal(1, await SingleAsync<int>("SELECT uncertain FROM outbox"));
    }

    [Fact]
    public async Task Work_ProviderThatDoesNotAnswer_IsNotBusyBeforeSomethingIsSent()
    {
        Core.OutboxSettings = new OutboxSettings { BatchSize = 2, Parallel = 2 };
        await PlanAsync(2);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<SendResult>();
        sender.OnSend = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var relay = Core.NewRelay("mail", sender);

        var working = relay.WorkAsync(CancellationToken.None);
        await asked.Task;
        Assert.False(relay.IsBusy);
        answer.SetResult(new SendResult(SendOutcome.Sent, "smtp-250"));
        await working;
        Assert.True(relay.IsBusy);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Work_ChannelThatTakesNothing_IsNotBusy(bool isFault, bool isHeld)
    {
        Core.OutboxSettings = new OutboxSettings { BatchSize = 2 };
        await PlanAsync(3);
        sender.Answer(new SendResult(SendOutcome.Later, "not-now") { ChannelFault = isFault, Held = isHeld, RetryAfter = TimeSpan.FromMinutes(1) });
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();
        var relay = Core.NewRelay("mail", sender, time: time);

        var working = relay.WorkAsync(stop.Token);
        await Wait.UntilAsync(() => time.Waits.Count > 0 || working.IsCompleted, "the batch has ended");
        Assert.False(relay.IsBusy);
        await stop.CancelAsync();
        await working.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task Work_Stop_GivesTheRestBackUntried()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 2 };
        await PlanAsync(6);
        using var stop = new CancellationTokenSource();
        sender.OnSend = (_, _) =>
        {
            stop.Cancel();
            return Task.FromResult(new SendResult(SendOutcome.Sent, "smtp-250"));
        };
        await Core.NewRelay("mail", sender).WorkAsync(stop.Token);

        Assert.Equal(
            [("sent", 2L, 2L), ("waiting", 4L, 0L)], await QueryAsync<(string, long, long)>("SELECT state, count(*), sum(attempts) FROM outbox WHERE leased_until IS NULL GROUP BY state ORDER BY state"));
    }

    private static Func<OutboundMessage, CancellationToken, Task<SendResult>> Wrap(Func<OutboundMessage, CancellationToken, Task<SendResult>> inner, Func<Task> before) =>
        async (message, token) =>
        {
            await before();
            return await inner(message, token);
        };

    private async Task PlanAsync(int messages = 1)
    {
        for (var i = 0; i < messages; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", i == 0 ? Some.Ayla : Some.Email($"c{i}@customer.example")));
        }

        await Core.DecideAsync();
    }

    private Task<bool> WorkAsync() => Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

    private Task<int> MakeDueAsync() => ExecuteAsync($"UPDATE outbox SET not_before = {Database.NowPlus("-1")}");

    private Task<(string State, string Reason)> StateAsync() => SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox");

    /// <summary>From the end of the last attempt to the next one.</summary>
    private async Task<TimeSpan> WaitAsync()
    {
        var (notBefore, ended) = await SingleAsync<(DateTimeOffset, DateTimeOffset)>(
            "SELECT o.not_before, a.finished_at FROM outbox o JOIN attempt a ON a.outbox_id = o.id AND a.number = o.attempts");
        return notBefore - ended;
    }
}
