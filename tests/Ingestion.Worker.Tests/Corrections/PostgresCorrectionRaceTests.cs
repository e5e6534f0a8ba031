using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>Corrections beside working workers.</summary>
public sealed class PostgresCorrectionRaceTests() : CorrectionContract(StoreKind.Postgres)
{
    [Fact]
    public async Task Merge_WhileAMessageIsBeingDecided_WaitsForIt()
    {
        var kept = await Core.TakeAsync(Some.Mail("the parcel"));
        var merged = await Core.TakeAsync(Some.Mail("the parcel of my wife", Some.Rza));
        var number = await TrackingAsync(merged.ComplaintId);
        using var deciding = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        Core.Random = new HookedRandom(() =>
        {
            deciding.Release();
            goOn.Wait(TimeSpan.FromMinutes(2));
        });
        await Core.OfferAsync(Some.Mail("about " + number.Digits, Some.Rza));
        await Core.OfferAsync(Some.Mail("something else", Some.Email("else@customer.example")));
        var decided = Task.Run(Core.DecideAsync);
        Assert.True(await deciding.WaitAsync(TimeSpan.FromMinutes(1)));

        await using var another = Store.Another();
        var merging = Task.Run(async () => await new ComplaintMerging(another, new IdBlock(another), By).MergeAsync(number, await TrackingAsync(kept.ComplaintId), null, CancellationToken.None));
        await Wait.UntilAsync(async () => merging.IsCompleted || await WaitingForLocksAsync() == 1, "the merge waits for the message or has ended");
        Assert.False(merging.IsCompleted);
        goOn.Release();
        await Task.WhenAll(decided, merging);

        Assert.Equal(["complaint.opened", "message.added", "complaint.merged"], await EventsAsync(merged.ComplaintId));
        Assert.Equal(kept.ComplaintId, (await Core.TakeAsync(Some.Mail("again about " + number.Digits, Some.Rza))).ComplaintId);
    }

    [Fact]
    public async Task MergeAndSplit_BesideTwoWorkersUnderLoad_NothingCrossesAndNothingIsLost()
    {
        const int Rounds = 12;
        const int Pairs = 4;
        const int Messages = 5;
        await using var other = new CoreOnStore(Store.Another()) { Book = Core.Book };
        var settings = new AcknowledgementSettings { PerAddressPerDay = 10_000, PerHour = 1_000_000 };
        (Core.Acknowledgements, other.Acknowledgements) = (settings, settings);
        var pairs = new List<(TrackingNumber Kept, long KeptId, TrackingNumber Merged, long MergedId)>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            var kept = await Core.TakeAsync(Some.Mail("matter", Some.Email($"kept{pair}@customer.example")));
            var merged = await Core.TakeAsync(Some.Mail("matter", Some.Email($"merged{pair}@customer.example")));
            pairs.Add((await TrackingAsync(kept.ComplaintId), kept.ComplaintId!.Value, await TrackingAsync(merged.ComplaintId), merged.ComplaintId!.Value));
        }

        var deadlocks = await SingleAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
        using var stop = new CancellationTokenSource();
        var running = ((CoreOnStore[])[Core, other]).Select(worker => Task.Run(() => worker.NewIntake().RunAsync(stop.Token))).ToList();
        await Task.WhenAll(pairs.Select((pair, i) => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var writing = Task.Run(async () =>
                {
                    for (var message = 0; message < Messages; message++)
                    {
                        var number = message % 2 == 0 ? pair.Merged : pair.Kept;
                        await (message % 2 == 0 ? Core : other).OfferAsync(
                            Some.Mail($"{round} {message} about {number.Digits}", Some.Email($"{(message % 2 == 0 ? "merged" : "kept")}{i}@customer.example")), key: $"{i}-{round}-{message}");
                    }
                });
                await Merging.MergeAsync(pair.Merged, pair.Kept, null, CancellationToken.None);
                await Merging.SplitAsync(pair.Merged, CancellationToken.None);
                await writing;
            }
        })));
        await Wait.UntilAsync(async () => await CountAsync("inbox") == 0, "the inbox is empty", TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await Task.WhenAll(running);

        Assert.Equal([("complaint", Pairs * 2L), ("follow-up", Pairs * Rounds * (long)Messages)], await QueryAsync<(string, long)>("SELECT outcome, count(*) FROM ledger GROUP BY outcome ORDER BY outcome"));
        Assert.Equal(deadlocks, await SingleAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));

        // In the order in which readers of the feed see them: a message that the merged complaint got came while it stood for itself.
        var feed = await QueryAsync<(long ComplaintId, int Version, string Type)>("SELECT complaint_id, version, type FROM event ORDER BY writer, id");
        Assert.All(pairs, pair =>
        {
            var isMerged = false;
            foreach (var (_, _, type) in feed.Where(item => item.ComplaintId == pair.MergedId))
            {
                Assert.False(isMerged && type == "message.added");
                isMerged = type == "complaint.merged" || (isMerged && type != "complaint.split");
            }
        });
        Assert.All(feed.GroupBy(item => item.ComplaintId), complaint => Assert.Equal(Enumerable.Range(1, complaint.Count()), complaint.Select(item => item.Version)));
    }
}
