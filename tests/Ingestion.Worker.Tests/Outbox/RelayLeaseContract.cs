using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>Several relays and slow sendings: what one has leased no other sends, and what was sent is recorded.</summary>
public abstract class RelayLeaseContract : RelayTests
{
    private protected RelayLeaseContract(StoreKind kind)
        : base(kind)
    {
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

        await Core.NewRelay("mail2", Sender).WorkAsync(CancellationToken.None);

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
        Sender.OnSend = async (_, _) =>
        {
            await ExecuteAsync($"UPDATE outbox SET leased_until = {Database.NowPlus("-1")} WHERE attempts = 0");
            return new SendResult(SendOutcome.Sent, "smtp-250");
        };

        await Assert.ThrowsAsync<LeaseLostException>(WorkAsync);

        Assert.Equal([("sent", 2L), ("waiting", 3L)], await QueryAsync<(string, long)>("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state"));
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM attempt WHERE outcome = 'sent'"));
        Sender.Answer(SendOutcome.Sent);
        await WorkAsync();
        Assert.Equal(5, Sender.Asked.Select(message => message.StableId).Distinct().Count());
        Assert.Equal(5, Sender.Asked.Count);
    }

    [Fact]
    public async Task Work_SlowSendings_KeepTheLeaseOfTheRest()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 1, Lease = TimeSpan.FromMinutes(2) };
        await PlanAsync(3);
        var time = new ManualTime();
        var ends = new List<double>();
        Sender.OnSend = async (_, _) =>
        {
            // The clock of the database stands still here, so the lease is shortened by what the sending took.
            await ExecuteAsync($"UPDATE outbox SET leased_until = {Database.NowPlus("10")} WHERE attempts = 0");
            time.Advance(TimeSpan.FromSeconds(50));
            return new SendResult(SendOutcome.Sent, "smtp-250");
        };

        var working = Core.NewRelay("mail", Sender, time: time);
        Sender.OnSend = Wrap(Sender.OnSend, async () => ends.AddRange(await QueryAsync<double>(Database.Sql(
            "SELECT extract(epoch FROM leased_until - now())::float8 FROM outbox WHERE attempts = 0",
            "SELECT (leased_until - CAST(unixepoch('subsec') * 1000 AS integer)) / 1000.0 FROM outbox WHERE attempts = 0"))));
        await working.WorkAsync(CancellationToken.None);

        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'sent'"));
        Assert.All(ends, left => Assert.True(left > 60, $"{left} s left"));
        Assert.Equal(3, ends.Count);
    }

    [Fact]
    public async Task Work_SendingLongerThanTheLease_AnotherWorkerSendsNoneOfThemAgain()
    {
        Core.OutboxSettings = new OutboxSettings { Lease = TimeSpan.FromSeconds(2), Parallel = 2 };
        await PlanAsync(2);
        var answer = new TaskCompletionSource<SendResult>();
        Sender.OnSend = (message, _) => message.To == Some.Ayla ? answer.Task : Task.FromResult(new SendResult(SendOutcome.Sent, "smtp-250"));
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
    public async Task Work_Stop_GivesTheRestBackUntried()
    {
        Core.OutboxSettings = new OutboxSettings { Parallel = 2 };
        await PlanAsync(6);
        using var stop = new CancellationTokenSource();
        Sender.OnSend = (_, _) =>
        {
            stop.Cancel();
            return Task.FromResult(new SendResult(SendOutcome.Sent, "smtp-250"));
        };
        await Core.NewRelay("mail", Sender).WorkAsync(stop.Token);

        Assert.Equal(
            [("sent", 2L, 2L), ("waiting", 4L, 0L)], await QueryAsync<(string, long, long)>("SELECT state, count(*), sum(attempts) FROM outbox WHERE leased_until IS NULL GROUP BY state ORDER BY state"));
    }
}
