using System.Diagnostics;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>A running worker decides together what comes closely one after the other.</summary>
public sealed class PostgresGatheringTests() : IntakeContract(StoreKind.Postgres)
{
    [Fact]
    public async Task RunAsync_MessagesOneByOne_AreDecidedInAtMostTwentyBatchesASecond()
    {
        const int Messages = 400;
        using var stop = new CancellationTokenSource();
        var begun = Stopwatch.GetTimestamp();
        var running = Task.Run(() => Core.NewIntake().RunAsync(stop.Token));
        for (var i = 0; i < Messages; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"c{i}@customer.example")));

            // Slower than what counts as a flood.
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }

        await Wait.UntilAsync(async () => await CountAsync("inbox") == 0, "the inbox is empty", TimeSpan.FromSeconds(60));
        var taken = Stopwatch.GetElapsedTime(begun);
        await stop.CancelAsync();
        await running;

        Assert.Equal(Messages, await CountAsync("ledger"));
        var batches = await SingleAsync<long>("SELECT count(DISTINCT decided_at) FROM ledger");

        // A timer may ring a little early.
        Assert.InRange(batches, 1, (taken / TimeSpan.FromMilliseconds(45)) + 1);
    }
}
