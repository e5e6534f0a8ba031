using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Xunit;

namespace Ingestion.Worker.Tests.Promises;

public sealed class PostgresPromiseTests() : PromiseContract(StoreKind.Postgres)
{
    /// <summary>Two transactions at once: on SQLite one writes after the other.</summary>
    [Fact]
    public async Task Work_SendingEndsDuringTheLook_TheSendersWordStaysAndTheFallbackIsBarred()
    {
        await TakeLinkedAsync();
        Mail.Answer(SendOutcome.Later, "connection-refused");
        await SendMailAsync();
        await PassAsync(TimeSpan.FromHours(21));
        await LookAsync();
        await PassAsync(TimeSpan.FromHours(4));
        var (id, fence, attempts) = await SingleAsync<(long, long, int)>("SELECT id, fence, attempts FROM outbox WHERE purpose = 'ack' AND state = 'waiting'");
        var record = new AttemptRecord(id, attempts, new SendResult(SendOutcome.Sent, "accepted"), new AttemptVerdict(OutboxWords.Sent, "accepted", TimeSpan.Zero));
        var looking = Task.CompletedTask;

        await Database.WriteAsync(
            async session =>
            {
                await session.RunAsync([.. OutboxStatements.Finish(Database, fence, [record])]);
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
