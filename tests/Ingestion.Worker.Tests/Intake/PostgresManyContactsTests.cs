using System.Globalization;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>Many short messages of many contacts at once, on three workers (promises P5, P12).</summary>
public sealed class PostgresManyContactsTests() : IntakeContract(StoreKind.Postgres)
{
    private const int Contacts = 100;
    private const int MessagesOfEach = 10;

    [Fact]
    public async Task Run_ThousandSmsOfHundredContactsOnThreeWorkers_OneComplaintForEachContact()
    {
        await using var second = new CoreOnStore(Store.Another()) { Book = Core.Book };
        await using var third = new CoreOnStore(Store.Another()) { Book = Core.Book };
        CoreOnStore[] workers = [Core, second, third];
        var deadlocks = await DeadlocksAsync();
        using var stop = new CancellationTokenSource();
        var running = workers.Select(worker =>
        {
            // Small batches: each holds a tenth of the contacts, in an order of its own.
            worker.IntakeSettings = new IntakeSettings { BatchSize = 13 };
            return Task.Run(() => worker.NewIntake().RunAsync(stop.Token));
        }).ToList();

        var messages = Enumerable.Range(0, Contacts * MessagesOfEach).ToArray();
        new Random(20261122).Shuffle(messages);
        await Task.WhenAll(messages.Chunk(50).Select((chunk, i) => Task.Run(async () =>
        {
            foreach (var message in chunk)
            {
                var from = string.Create(CultureInfo.InvariantCulture, $"+99450{2_000_000 + (message % Contacts)}");
                await workers[i % 3].OfferAsync(Some.Sms($"piece {message}", from), "chat", key: $"sms-{message}");
            }
        })));
        await Wait.UntilAsync(async () => await CountAsync("inbox") == 0, "the inbox is empty", TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await Task.WhenAll(running);

        await AssertPoolAsync(Contacts, Contacts);
        Assert.Equal(
            [("complaint", (long)Contacts), ("follow-up", Contacts * (MessagesOfEach - 1L))],
            await QueryAsync<(string, long)>("SELECT outcome, count(*) FROM ledger GROUP BY outcome ORDER BY outcome"));
        Assert.Equal((Contacts, Contacts), await SingleAsync<(int, int)>("SELECT (SELECT count(*) FROM contact_point)::int, (SELECT count(*) FROM session)::int"));
        Assert.Equal(MessagesOfEach, await SingleAsync<int>("SELECT min(message_count) FROM complaint"));
        Assert.Equal(deadlocks, await DeadlocksAsync());
    }

    private Task<long> DeadlocksAsync() => SingleAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
}
