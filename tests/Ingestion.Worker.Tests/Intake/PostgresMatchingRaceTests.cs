using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

/// <summary>The same told to three workers at once (promises P5, P16).</summary>
public sealed class PostgresMatchingRaceTests() : IntakeContract(StoreKind.Postgres)
{
    private const int Contacts = 100;
    private const int Matters = 5;

    private const string Campaign =
        """
        The undersigned neighbours demand that the municipality stop demolishing the Nizami library's reading room, keep its devoted librarians employed,
        restore weekend opening, replace the broken radiators before winter and publish the renovation contract with the construction company's full budget.
        """;

    private static readonly string[] Things = ["kettle", "vacuum cleaner", "winter coat", "garden chair", "printer"];

    [Fact]
    public async Task Run_FiftyDeliveriesOfOneEventOnThreeWorkers_AreOneMessage()
    {
        await using var second = new CoreOnStore(Store.Another()) { Book = Core.Book };
        await using var third = new CoreOnStore(Store.Another()) { Book = Core.Book };
        CoreOnStore[] workers = [Core, second, third];
        Core.Book.Write("event", Some.Mail("the kettle of order 48211973 leaks"));
        var (running, stop) = Start(workers);

        var accepted = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            async () => await workers[i % 3].Inbox.AcceptAsync("mail", [Some.Offered("event")], CancellationToken.None))));
        await StopAsync(running, stop);

        Assert.Single(accepted.SelectMany(offers => offers).Select(offer => offer.Id).Distinct());
        Assert.Equal((1L, 50), await SingleAsync<(long, int)>("SELECT count(*), max(offers) FROM message"));
        await AssertPoolAsync(1, 1);
        Assert.Equal(1, await SingleAsync<int>("SELECT contacts FROM complaint"));
    }

    [Fact]
    public async Task Run_ThousandMessagesOfHundredContactsOverTwoChannelsOnThreeWorkers_NoMatterIsDoubled()
    {
        await using var second = new CoreOnStore(Store.Another()) { Book = Core.Book };
        await using var third = new CoreOnStore(Store.Another()) { Book = Core.Book };
        CoreOnStore[] workers = [Core, second, third];
        var deadlocks = await DeadlocksAsync();
        var (running, stop) = Start(workers);
        var messages = Messages();
        new Random(20261122).Shuffle(messages);
        await Task.WhenAll(messages.Chunk(40).Select((chunk, i) => Task.Run(async () =>
        {
            foreach (var (channel, key) in chunk)
            {
                await workers[i % 3].Inbox.AcceptAsync(channel, [Some.Offered(key)], CancellationToken.None);
            }
        })));
        await StopAsync(running, stop);

        Assert.Equal(
            [("complaint", (long)Contacts * Matters), ("repeat-contact", (long)Contacts * Matters)],
            await QueryAsync<(string, long)>("SELECT outcome, count(*) FROM ledger GROUP BY outcome ORDER BY outcome"));
        await AssertPoolAsync(Contacts * Matters, Contacts * Matters);
        Assert.Equal((2, 2), await SingleAsync<(int, int)>("SELECT min(contacts), max(contacts) FROM complaint"));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM inbox"));
        Assert.Equal(deadlocks, await DeadlocksAsync());
        var feed = await QueryAsync<(long ComplaintId, int Version)>("SELECT complaint_id, version FROM event ORDER BY writer, id");
        Assert.All(feed.GroupBy(item => item.ComplaintId), complaint => Assert.Equal(Enumerable.Range(1, complaint.Count()), complaint.Select(item => item.Version)));
    }

    [Fact]
    public async Task Compare_OnThreeWorkersAtOnce_EachMessageOnceAndOneCluster()
    {
        await using var second = new CoreOnStore(Store.Another()) { Book = Core.Book };
        await using var third = new CoreOnStore(Store.Another()) { Book = Core.Book };
        for (var i = 0; i < 60; i++)
        {
            await Core.OfferAsync(Some.Mail(
                $"{Campaign} {i}",
                Some.Email($"signer{i}@customer.example")));
        }

        await Core.DecideAsync();
        await Task.WhenAll(new[] { Core, second, third }.Select(worker => Task.Run(() => worker.CompareAsync(7))));

        Assert.Equal(60, await CountAsync("near_fingerprint"));
        Assert.Equal((1L, 60), await SingleAsync<(long, int)>("SELECT count(*), max(size) FROM cluster"));
        Assert.Equal(60, await SingleAsync<long>("SELECT count(*) FROM event WHERE type = 'complaint.clustered'"));
    }

    private static (List<Task> Running, CancellationTokenSource Stop) Start(CoreOnStore[] workers)
    {
        var stop = new CancellationTokenSource();
        return ([.. workers.Select(worker =>
        {
            worker.IntakeSettings = new IntakeSettings { BatchSize = 13 };
            worker.Acknowledgements = new AcknowledgementSettings { PerAddressPerDay = 1000, PerHour = 1_000_000 };
            return Task.Run(() => worker.NewIntake().RunAsync(stop.Token));
        })], stop);
    }

    private async Task StopAsync(List<Task> running, CancellationTokenSource stop)
    {
        await Wait.UntilAsync(async () => await CountAsync("inbox") == 0 && await CountAsync("ledger") > 0, "the inbox is empty", TimeSpan.FromSeconds(120));
        await stop.CancelAsync();
        await Task.WhenAll(running);
        stop.Dispose();
    }

    private (string Channel, string Key)[] Messages()
    {
        var all = new List<(string, string)>();
        for (var contact = 0; contact < Contacts; contact++)
        {
            var from = Some.Email($"c{contact}@customer.example");
            for (var matter = 0; matter < Matters; matter++)
            {
                var order = 48_000_000 + (contact * 1000) + (matter * 37);
                Core.Book.Write($"mail-{contact}-{matter}", Some.Mail($"The {Things[matter]} of my order {order} arrived broken, please send a new one", from));
                Core.Book.Write($"other-{contact}-{matter}", Some.Mail($"I wrote about order {order} already: the {Things[matter]} does not work", from));
                all.Add(("mail", $"mail-{contact}-{matter}"));
                all.Add(("mail2", $"other-{contact}-{matter}"));
            }
        }

        return [.. all];
    }

    private Task<long> DeadlocksAsync() => SingleAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
}
