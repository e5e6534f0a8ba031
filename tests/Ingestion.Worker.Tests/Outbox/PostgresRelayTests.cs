using Ingestion.Channels;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class PostgresRelayTests() : RelayContract(StoreKind.Postgres)
{
    /// <summary>Whoever waits first looks for a deadlock first, and gives in.</summary>
    [Fact]
    public async Task Work_DeadlockWhenTheEndIsRecorded_ItIsRecordedAllTheSame()
    {
        await Core.TakeAsync(Some.Mail());
        var isLocked = new TaskCompletionSource();
        var other = Task.CompletedTask;
        var sender = new RecordingSender
        {
            OnSend = async (_, _) =>
            {
                other = Database.WriteAsync(
                    async session =>
                    {
                        await session.ExecuteAsync("UPDATE attempt SET reason = reason");
                        isLocked.SetResult();
                        await Wait.UntilAsync(
                            async () => await WaitingForLocksAsync() == 1,
                            "the relay waits for the attempt");
                        await session.ExecuteAsync("UPDATE outbox SET last_reason = last_reason");
                    },
                    CancellationToken.None);
                await isLocked.Task;
                return new SendResult(SendOutcome.Sent, "smtp-250");
            },
        };

        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);
        await other;

        Assert.Equal(("sent", 1, 0), await SingleAsync<(string, int, int)>("SELECT state, attempts, uncertain FROM outbox"));
        await Wait.UntilAsync(async () => await SingleAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == 1, "the server tells of the deadlock");
    }
}
