using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Erasure;

public sealed class PostgresErasureTests() : ErasureContract(StoreKind.Postgres)
{
    [Fact]
    public async Task EraseMessage_WhileMessagesAreCompared_WaitsForThat()
    {
        await OfferAsync("v1");
        Task<ErasureReport> erasing = null!;

        await Database.WriteAsync(
            async session =>
            {
                await FingerprintRemoval.LockAsync(session);
                erasing = EraseAsync("v1");
                await Wait.UntilAsync(
                    async () => await SingleAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1,
                    "the erasing waits for the comparing");
                Assert.NotEmpty(await FoundAsync());
            },
            CancellationToken.None);

        Assert.Equal(1, (await erasing).Emptied);
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task EraseMessage_WhileALaterVersionWaitsToBeRegistered_KeepsNothingOfIt()
    {
        var first = await OfferAsync("v1", message => message with { Identity = "post" });
        Task<LedgerEntry> late = null!;

        await Database.WriteAsync(
            async session =>
            {
                await ComplaintPool.ComplaintsAsync(session, [first.ComplaintId!.Value], []);
                late = OfferAsync("v2", message => message with { Identity = "post", Text = Canary + " edited" });
                await Wait.UntilAsync(
                    async () => await SingleAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1,
                    "the later version waits for its complaint");
                await session.ExecuteAsync("UPDATE message_identity SET is_erased = true");
            },
            CancellationToken.None);

        Assert.True((await late).Has("revision", "original-erased"));
        await EraseAsync("v1");
        Assert.Empty(await FoundAsync());
    }
}
