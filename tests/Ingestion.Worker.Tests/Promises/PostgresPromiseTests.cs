using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Promises;

public sealed class PostgresPromiseTests() : PromiseContract(StoreKind.Postgres)
{
    /// <summary>Events stand in the order in which transactions got their numbers, at their first writing: that must not be before the complaint's lock.</summary>
    [Fact]
    public async Task Work_ComplaintIsBeingWritten_WaitsWithoutATransactionNumber()
    {
        var entry = await TakeLinkedAsync();
        await PassAsync(TimeSpan.FromHours(21));
        var looking = Task.CompletedTask;

        await Database.WriteAsync(
            async session =>
            {
                await ComplaintPool.ComplaintsAsync(session, [entry.ComplaintId!.Value], []);
                looking = Watch().WorkAsync(CancellationToken.None);
                await Wait.UntilAsync(
                    async () => await WaitingForLocksAsync() == 1,
                    "the watch waits for the complaint");
                Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"));
            },
            CancellationToken.None);
        await looking;

        Assert.Equal("waiting", await StateAsync("fallback"));
    }

    [Fact]
    public async Task Work_StopOfTheLinkedNumberIsBeingWritten_CountsForTheFallback()
    {
        await TakeLinkedAsync();
        await PassAsync(TimeSpan.FromHours(21));
        var looking = Task.CompletedTask;

        await Database.WriteAsync(
            async session =>
            {
                await ContactPlace.KnownAsync(session, [Mobile]);
                await session.ExecuteAsync("UPDATE contact_point SET opted_out_at = now() WHERE kind = 'phone'");
                looking = Task.Run(LookAsync);
                await Wait.UntilAsync(async () => looking.IsCompleted || await WaitingForLocksAsync() == 1, "the watch waits for the customer or has ended");
            },
            CancellationToken.None);
        await looking;

        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE purpose = 'fallback'"));
    }

    /// <summary>Two transactions at once: on SQLite one writes after the other.</summary>
    [Fact]
    public async Task Work_SendingEndsDuringTheLook_TheSendersWordStaysAndTheFallbackIsBarred()
    {
        await FallBackAsync();
        await PassAsync(TimeSpan.FromHours(4));
        await ExecuteAsync("UPDATE outbox SET not_before = now() WHERE purpose = 'ack' AND state = 'waiting'");
        var lease = await new MessageOutbox(Database, Core.Fences, Core.OutboxSettings).LeaseAsync("mail", 10, CancellationToken.None);
        var row = Assert.Single(lease.Rows);
        var record = new AttemptRecord(row.Id, row.Attempts, new SendResult(SendOutcome.Sent, "accepted"), new AttemptVerdict(OutboxWords.Sent, "accepted", TimeSpan.Zero));
        var looking = Task.CompletedTask;

        await Database.WriteAsync(
            async session =>
            {
                await session.RunAsync([.. OutboxStatements.Finish(Database, lease.Fence, [record])]);
                looking = Watch().WorkAsync(CancellationToken.None);

                // Until it has looked or waits for this transaction.
                await Task.WhenAny(looking, Task.Delay(TimeSpan.FromSeconds(2)));
            },
            CancellationToken.None);
        await looking;
        await SendSmsAsync();
        await LookAsync();
        await SendSmsAsync();

        Assert.Empty(Sms.Asked);
        Assert.Equal(("sent", "suppressed"), (await StateAsync("ack"), await StateAsync("fallback")));
    }
}
