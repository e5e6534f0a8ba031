using Ingestion.Channels;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Inbox;
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
                    async () => await WaitingForLocksAsync() == 1,
                    "the erasing waits for the comparing");
                Assert.NotEmpty(await FoundAsync());
            },
            CancellationToken.None);

        Assert.Equal(1, (await erasing).Emptied);
        Assert.Empty(await FoundAsync());
    }

    /// <summary>With a complaint, and of a machine's report, which opens none.</summary>
    [Theory]
    [InlineData(MachineSignStrength.Hint)]
    [InlineData(MachineSignStrength.MachineReport)]
    public async Task EraseMessage_WhileALaterVersionIsRegistered_TakesItAlong(MachineSignStrength strength)
    {
        await OfferAsync("v1", message => (message with { Identity = "post" }).Signed("auto", strength));

        var report = await EraseDuringAsync("v1", message => (message with { Identity = "post", Text = Canary + " edited" }).Signed("auto", strength));

        Assert.Equal(2, report.Emptied);
        Assert.Empty(await FoundAsync());
    }

    [Fact]
    public async Task EraseMessage_WhileTheWritersNextMessageIsRegistered_LeavesThatItsContact()
    {
        Core.IntakeSettings = Some.EachItsOwn;
        await OfferAsync("v1");

        await EraseDuringAsync("v1", message => (message with { MessageId = "<next@customer.example>", Subject = "another matter", Text = "the invoice names a wrong street", References = [] }).WithFingerprint("2"));

        Assert.Equal(1, await SingleAsync<long>($"SELECT count(*) FROM complaint_message m JOIN contact_point p ON p.contact_id = m.contact_id WHERE p.value LIKE '%{Canary}%'"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM complaint c WHERE contact_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contact_point p WHERE p.contact_id = c.contact_id)"));
    }

    [Fact]
    public async Task EraseMessage_ThatIsRegisteredMeanwhile_EndsWell()
    {
        await Core.OfferAsync(Written(), "mail", key: "first");
        var lease = await Core.Queue.LeaseFreshAsync(10, CancellationToken.None);
        Task<ErasureReport> erasing = null!;

        await Database.WriteAsync(
            async session =>
            {
                var ledger = new LedgerRows();
                ledger.Add(lease.Places[0].MessageId, Outcome.Command, null, null, []);
                await session.RunAsync([InboxQueue.Finish(lease), ledger.Statement]);
                erasing = Task.Run(() => EraseAsync("first"));
                await Wait.UntilAsync(async () => erasing.IsCompleted || await WaitingForLocksAsync() == 1, "the erasing waits for the decision or has ended");
            },
            CancellationToken.None);

        Assert.Equal(1, (await erasing).Emptied);
        Assert.Empty(await FoundAsync());
        Assert.Equal("command", (await Core.LedgerAsync(lease.Places[0].MessageId)).Outcome);
    }

    /// <summary>Erases a message while another one is being registered: all that it needs is locked, and nothing of it written yet.</summary>
    private async Task<ErasureReport> EraseDuringAsync(string key, Func<InboundMessage, InboundMessage> change)
    {
        using var deciding = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        Core.Random = new HookedRandom(() =>
        {
            deciding.Release();
            goOn.Wait(TimeSpan.FromMinutes(2));
        });
        await Core.OfferAsync(change(Written()), "mail", key: "next");
        await Core.OfferAsync(Some.Mail("of somebody else, whose number is drawn", Some.Rza).WithFingerprint("else"), "mail", key: "else");
        var decided = Task.Run(Core.DecideAsync);
        Assert.True(await deciding.WaitAsync(TimeSpan.FromMinutes(1)));
        var erasing = Task.Run(() => EraseAsync(key));
        await Wait.UntilAsync(async () => erasing.IsCompleted || await WaitingForLocksAsync() == 1, "the erasing waits for the other message or has ended");
        goOn.Release(2);
        await decided;
        return await erasing;
    }
}
