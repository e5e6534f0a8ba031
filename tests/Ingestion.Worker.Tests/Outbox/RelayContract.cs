using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>Sending what was planned (promise P8).</summary>
public abstract class RelayContract : RelayTests
{
    private protected RelayContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Work_Message_CommitsItsAttemptBeforeSending()
    {
        await PlanAsync();
        (int Attempts, string State, long Open)? seen = null;
        Sender.OnSend = async (_, _) =>
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

        var sent = Assert.Single(Sender.Asked);
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
        Sender.Answer(SendOutcome.Refused, "smtp-550-5.1.1");
        await WorkAsync();
        await MakeDueAsync();

        Assert.False(await WorkAsync());
        Assert.Equal(("refused", "smtp-550-5.1.1"), await StateAsync());
        Assert.Single(Sender.Asked);
    }

    [Fact]
    public async Task Work_RefusedBecauseTheRecipientOptedOut_IsKeptAsIfTheyHadWrittenStop()
    {
        await PlanAsync(2);
        var first = await SingleAsync<long>("SELECT min(id) FROM outbox");
        await ExecuteAsync(
            "INSERT INTO outbox (id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, not_before) "
            + $"SELECT id + 1000000, complaint_id, message_id, 'update', channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, {Database.NowPlus("3600")} FROM outbox WHERE id = {first}");
        Sender.OnSend = (message, _) => Task.FromResult(message.To == Some.Ayla ? new SendResult(SendOutcome.Refused, "twilio-21610") { OptedOut = true } : new SendResult(SendOutcome.Sent, "http-201"));
        await WorkAsync();

        Assert.Equal(
            [("refused", "twilio-21610"), ("sent", "http-201"), ("suppressed", "opted-out")], await QueryAsync<(string, string)>("SELECT state, last_reason FROM outbox ORDER BY id"));
        Assert.Equal([Some.Ayla.Value], await QueryAsync<string>("SELECT value FROM contact_point WHERE opted_out_at IS NOT NULL"));
    }

    [Fact]
    public async Task Work_Later_BacksOffAndTriesAgain()
    {
        await PlanAsync();
        Sender.Answer(SendOutcome.Later, "smtp-451");
        await WorkAsync();
        var first = await WaitAsync();
        Assert.False(await WorkAsync());
        await MakeDueAsync();
        await WorkAsync();
        var second = await WaitAsync();
        await MakeDueAsync();
        Sender.Answer(SendOutcome.Sent);
        await WorkAsync();

        Assert.InRange(first.TotalSeconds, 20, 38);
        Assert.InRange(second.TotalSeconds, 43, 76);
        Assert.Equal("sent", (await StateAsync()).State);
        Assert.Equal([(1, "later"), (2, "later"), (3, "sent")], await QueryAsync<(int, string)>("SELECT number, outcome FROM attempt ORDER BY number"));
        Assert.Single(Sender.Asked.Select(message => message.StableId).Distinct());
    }

    [Fact]
    public async Task Work_UpdateWhoseAcknowledgementWaits_LeavesAfterIt()
    {
        await PlanAsync();
        await PlanUpdateAsync();
        Sender.Answer(SendOutcome.Later, "smtp-451");
        await WorkAsync();
        await MakeDueAsync();
        Sender.Answer(SendOutcome.Sent);
        await WorkAsync();
        Assert.Equal([("sent", 2), ("waiting", 0)], await QueryAsync<(string, int)>("SELECT state, attempts FROM outbox ORDER BY id"));

        await MakeDueAsync();
        await WorkAsync();

        Assert.Equal(["sent", "sent"], await QueryAsync<string>("SELECT state FROM outbox ORDER BY id"));
        Assert.StartsWith("update of ", Sender.Asked.Last().StableId, StringComparison.Ordinal);
    }

    /// <summary>Thousands behind acknowledgements that wait until midnight are not looked at all day.</summary>
    [Fact]
    public async Task Work_UpdateWhoseAcknowledgementWaitsLong_IsLookedAtNowAndThen()
    {
        await PlanAsync();
        await PlanUpdateAsync();
        await ExecuteAsync($"UPDATE outbox SET not_before = {Database.NowPlus("7200")} WHERE purpose = 'ack'");

        Assert.True(await Core.NewRelay("mail", Sender).WorkAsync(CancellationToken.None));

        Assert.Empty(Sender.Asked);
        Assert.Equal(1, await SingleAsync<long>($"SELECT count(*) FROM outbox WHERE purpose = 'update' AND leased_until IS NULL AND not_before BETWEEN {Database.NowPlus("500")} AND {Database.NowPlus("600")}"));
    }

    [Fact]
    public async Task Work_LaterWithAWish_WaitsAsLongAsAsked()
    {
        await PlanAsync();
        Sender.Answer(new SendResult(SendOutcome.Later, "http-429") { RetryAfter = TimeSpan.FromMinutes(20) });
        await WorkAsync();

        Assert.InRange((await WaitAsync()).TotalSeconds, 1190, 1200);
    }

    [Fact]
    public async Task Work_TriesUsedUp_BecomesADeadLetter()
    {
        Core.OutboxSettings = new OutboxSettings { MaxAttempts = 3 };
        await PlanAsync();
        Sender.Answer(SendOutcome.Later, "smtp-451");
        for (var i = 0; i < 5; i++)
        {
            await WorkAsync();
            await MakeDueAsync();
        }

        Assert.Equal(3, Sender.Asked.Count);
        Assert.Equal(("failed", "smtp-451"), await StateAsync());
    }

    [Fact]
    public async Task Work_TooOldToBeTriedOn_BecomesADeadLetter()
    {
        await PlanAsync();
        await ExecuteAsync($"UPDATE outbox SET created_at = {Database.NowPlus("-260000")}, due_at = {Database.NowPlus("-173600")}");
        Sender.Answer(SendOutcome.Later, "smtp-451");
        await WorkAsync();

        Assert.Equal(("failed", "smtp-451"), await StateAsync());
    }

    [Fact]
    public async Task Work_TextThatCannotBeMade_IsCertainlyNotSent()
    {
        await PlanAsync();
        Sender.RepeatSafety = RepeatSafety.Harmful;
        await Core.NewRelay("mail", Sender, _ => throw new FormatException("template")).WorkAsync(CancellationToken.None);

        Assert.Equal(("waiting", "not-composed-FormatException"), await StateAsync());
        Assert.Empty(Sender.Asked);
        await MakeDueAsync();
        await WorkAsync();
        Assert.Equal("sent", (await StateAsync()).State);
    }

    [Fact]
    public async Task Work_ProviderWantsNothingNow_LeavesTheRestForLater()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 2 };
        await PlanAsync(6);
        Sender.Answer(new SendResult(SendOutcome.Later, "rate-limited") { RetryAfter = TimeSpan.FromSeconds(300), Held = true });

        Assert.True(await WorkAsync());
        Assert.False(await WorkAsync());

        Assert.Equal(2, Sender.Asked.Count);
        Assert.Equal((6L, 2L, 0L), await SingleAsync<(long, long, long)>("SELECT count(*), sum(attempts), count(leased_until) FROM outbox WHERE state = 'waiting'"));
        Assert.Equal(6L, await SingleAsync<long>($"SELECT count(*) FROM outbox WHERE not_before > {Database.NowPlus("200")} AND not_before < {Database.NowPlus("400")}"));
    }

    [Fact]
    public async Task Work_AccountThatIsRefused_PausesTheChannelAndLosesNothing()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 2 };
        await PlanAsync(6);
        Sender.Answer(new SendResult(SendOutcome.Refused, "smtp-535") { ChannelFault = true });
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();

        var working = Core.NewRelay("mail", Sender, time: time).WorkAsync(stop.Token);
        await Wait.UntilAsync(() => Task.FromResult(time.Waits.Count > 0), "the channel pauses");

        Assert.Equal([TimeSpan.FromSeconds(30)], time.Waits);
        Assert.Equal(2, Sender.Asked.Count);
        Assert.Equal((6L, 2L, 0L), await SingleAsync<(long, long, long)>("SELECT count(*), sum(attempts), count(leased_until) FROM outbox WHERE state = 'waiting'"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    [Fact]
    public async Task Work_OneRecipientsPolicyRefuses_TheOthersAreSentWithoutAPause()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 3 };
        await PlanAsync(6);
        Sender.OnSend = (message, _) => Task.FromResult(
            message.To == Some.Ayla ? new SendResult(SendOutcome.Refused, "smtp-550-5.7.1") { ChannelFault = true } : new SendResult(SendOutcome.Sent, "smtp-250"));
        var time = new ManualTime();

        Assert.True(await Core.NewRelay("mail", Sender, time: time).WorkAsync(CancellationToken.None));

        Assert.Empty(time.Waits);
        Assert.Equal([("sent", 5L), ("waiting", 1L)], await QueryAsync<(string, long)>("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state"));
    }

    [Fact]
    public async Task Work_MoreWaitsThanItTook_IsBusyUntilNothingWaits()
    {
        Core.OutboxSettings = new OutboxSettings { BatchSize = 2 };
        await PlanAsync(3);
        var relay = Core.NewRelay("mail", Sender);
        Assert.False(relay.IsBusy);

        await relay.WorkAsync(CancellationToken.None);
        Assert.True(relay.IsBusy);
        await relay.WorkAsync(CancellationToken.None);
        Assert.False(relay.IsBusy);
    }

    [Fact]
    public async Task Work_ProviderThatDoesNotAnswer_IsNotBusyBeforeSomethingIsSent()
    {
        Core.OutboxSettings = new OutboxSettings { BatchSize = 2, Parallel = 2 };
        await PlanAsync(2);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<SendResult>();
        Sender.OnSend = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var relay = Core.NewRelay("mail", Sender);

        var working = relay.WorkAsync(CancellationToken.None);
        await asked.Task;
        Assert.False(relay.IsBusy);
        answer.SetResult(new SendResult(SendOutcome.Sent, "smtp-250"));
        await working;
        Assert.True(relay.IsBusy);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    public async Task Work_ChannelThatTakesNothing_IsNoLongerBusy(bool isFault, bool isHeld, bool isOneSent)
    {
        Core.OutboxSettings = new OutboxSettings { BatchSize = 2, Parallel = 2 };
        await PlanAsync(5);
        using var stop = new CancellationTokenSource();
        var time = new ManualTime();
        var relay = Core.NewRelay("mail", Sender, time: time);
        await relay.WorkAsync(stop.Token);
        Assert.True(relay.IsBusy);
        time.ForgetWaits();
        var isFirst = true;
        Sender.OnSend = (_, _) =>
        {
            var isSent = isFirst && isOneSent;
            isFirst = false;
            return Task.FromResult(isSent
                ? new SendResult(SendOutcome.Sent, "smtp-250")
                : new SendResult(SendOutcome.Later, "not-now") { ChannelFault = isFault, Held = isHeld, RetryAfter = TimeSpan.FromMinutes(1) });
        };

        var working = relay.WorkAsync(stop.Token);
        await Wait.UntilAsync(() => time.Waits.Count > 0 || working.IsCompleted, "the batch has ended");
        Assert.False(relay.IsBusy);
        await stop.CancelAsync();
        await working.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private Task<int> PlanUpdateAsync() => ExecuteAsync(
        "INSERT INTO outbox (id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, told) "
        + "SELECT id + 1000000, complaint_id, message_id, 'update', channel, medium, recipient_kind, recipient, 'update of ' || stable_id, kind, language, tracking_number, received_at, due_at, '{\"status\":\"resolved\"}' FROM outbox");
}
