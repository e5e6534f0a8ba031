using Ingestion.Worker.Corrections;
using Ingestion.Worker.Deliveries;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Deliveries;

public sealed class PostgresHeldAnswersTests() : HeldAnswersContract(StoreKind.Postgres)
{
    [Fact]
    public async Task Rule_OfTwoWorkersAtOnce_SpendsWhatTheHourLeavesOnce()
    {
        await UtcHour.WithRoomAsync();
        for (var i = 0; i < 6; i++)
        {
            await HoldAsync($"matter {i}", channel: i < 3 ? "mail" : "mail2");
        }

        var rule = NewRule(new AcknowledgementSettings { PerHour = 3, ReleaseHeldAfter = new Dictionary<string, TimeSpan> { ["machine-spam"] = TimeSpan.Zero } }, _ => { });
        Task<int> second = null!;
        var first = await Database.WriteAsync(
            async session =>
            {
                var released = await HeldAnswers.ReleaseWithinAsync(session, new HeldFilter { Channel = "mail2" }, 3, await Core.Ids.TakeAsync(3, CancellationToken.None), HeldRelease.Actor);
                second = rule.WorkAsync(CancellationToken.None);
                await Wait.UntilAsync(async () => second.IsCompleted || await WaitingForLocksAsync() == 1, "the other worker waits or has ended");
                return released.Count;
            },
            CancellationToken.None);

        Assert.Equal((3, 0), (first, await second));
        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'held'"));
    }

    [Fact]
    public async Task Release_WhileTheComplaintItWasPutIntoIsResolved_LeavesNoUpdateBehind()
    {
        var (held, number) = await HoldWithNumberAsync();
        var into = await NumberAsync((await Core.TakeAsync(Some.Mail("another", Some.Rza))).ComplaintId);
        await new ComplaintMerging(Database, Core.Ids, "a test").MergeAsync(number, into, null, CancellationToken.None);
        Task<UpdateOutcome> told = null!;
        await Database.WriteAsync(
            async session =>
            {
                await HeldAnswers.ReleaseWithinAsync(session, new HeldFilter { Ids = [held] }, int.MaxValue, await Core.Ids.TakeAsync(1, CancellationToken.None), "operator-7");
                told = Status.SetAsync(new NewStatus(into, "resolved"), CancellationToken.None);
                await Wait.UntilAsync(async () => told.IsCompleted || await WaitingForLocksAsync() == 1, "the status waits for the release or is said");
                return 0;
            },
            CancellationToken.None);
        await told;

        Assert.Equal(("waiting", 4L), await SingleAsync<(string, long)>("SELECT min(state), count(*) FROM outbox WHERE state = 'waiting'"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM outbox WHERE state = 'held'"));
    }
}
