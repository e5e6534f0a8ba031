using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>Channels that may begin only so many sendings on a day.</summary>
public abstract class SendingBudgetContract : CoreTests
{
    private readonly RecordingSender sender = new();
    private readonly RecordingLoggers loggers = new();

    private protected SendingBudgetContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override CoreOnStore NewCore(Database database) => new(database)
    {
        Loggers = loggers,
        OutboxSettings = new OutboxSettings { Parallel = 2, BatchSize = 4 },
    };

    [Fact]
    public async Task Work_MoreThanTheDaysBudget_WaitsForTomorrow()
    {
        var untilTomorrow = 0L;
        var channel = await OnOneDayAsync(async channel =>
        {
            await PlanAsync(channel, 8);
            await DrainAsync(Core.NewRelay(channel, sender, perDay: 5));
            untilTomorrow = await SingleAsync<long>(
                $"SELECT count(*) FROM outbox WHERE channel = @channel AND last_reason = 'daily-budget-used' AND leased_until IS NULL AND not_before = {SendingBudget.Tomorrow(Database)}",
                new { channel });
        });

        Assert.Equal(5, sender.Asked.Count);
        Assert.Equal([("sent", 5L, 5L), ("waiting", 3L, 0L)], await StatesAsync(channel));
        Assert.Equal(3, untilTomorrow);
        Assert.Single(loggers.Events, 4007);
    }

    [Fact]
    public async Task Work_NextDay_SendsWhatWaited()
    {
        var channel = await OnOneDayAsync(async channel =>
        {
            await PlanAsync(channel, 3);
            await DrainAsync(Core.NewRelay(channel, sender, perDay: 2));
            await ExecuteAsync($"UPDATE sending_day SET day = {Database.Sql("day - 1", "date(day, '-1 day')")}");
            await ExecuteAsync($"UPDATE outbox SET not_before = {Database.NowPlus("-1")}");
            await DrainAsync(Core.NewRelay(channel, sender, perDay: 2));
        });

        Assert.Equal([("sent", 3L, 3L)], await StatesAsync(channel));
        Assert.Equal([2, 1], await QueryAsync<int>("SELECT begun FROM sending_day WHERE channel = @channel ORDER BY day", new { channel }));
    }

    [Fact]
    public async Task Work_EveryBegunSendingCounts_AlsoOneThatFails()
    {
        await OnOneDayAsync(async channel =>
        {
            await PlanAsync(channel, 1);
            sender.Answer(SendOutcome.Later);
            for (var i = 0; i < 4; i++)
            {
                await Core.NewRelay(channel, sender, perDay: 3).WorkAsync(CancellationToken.None);
                await ExecuteAsync($"UPDATE outbox SET not_before = {Database.NowPlus("-1")}");
            }
        });

        Assert.Equal(3, sender.Asked.Count);
    }

    [Fact]
    public async Task Work_TwoWorkers_ShareOneBudget()
    {
        await OnOneDayAsync(async channel =>
        {
            await PlanAsync(channel, 12);
            await using var other = new CoreOnStore(Store.Another()) { Book = Core.Book, OutboxSettings = Core.OutboxSettings, Loggers = loggers };
            await Task.WhenAll(
                Task.Run(() => DrainAsync(Core.NewRelay(channel, sender, perDay: 7))), Task.Run(() => DrainAsync(other.NewRelay(channel, sender, perDay: 7))));
        });

        Assert.Equal(7, sender.Asked.Select(message => message.StableId).Distinct().Count());
        Assert.Equal(7, sender.Asked.Count);
        Assert.Single(loggers.Events, 4007);
    }

    [Fact]
    public async Task Work_WithoutABudget_CountsNothing()
    {
        await PlanAsync("mail", 2);
        await Core.NewRelay("mail", sender).WorkAsync(CancellationToken.None);

        Assert.Equal(2, sender.Asked.Count);
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM sending_day"));
    }

    /// <summary>The database's clock cannot be stopped: what midnight passed through is done once more.</summary>
    private async Task<string> OnOneDayAsync(Func<string, Task> work)
    {
        foreach (var channel in (string[])["mail", "mail2"])
        {
            sender.Asked.Clear();
            loggers.Clear();
            var before = await TodayAsync();
            await work(channel);
            if (await TodayAsync() == before)
            {
                return channel;
            }
        }

        throw new InvalidOperationException("two midnights passed");
    }

    private Task<string> TodayAsync() => SingleAsync<string>($"SELECT CAST({SendingBudget.Today(Database)} AS text)");

    private async Task PlanAsync(string channel, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"c{i}@{channel}.example")), channel);
        }

        await Core.DecideAsync();
    }

    private static async Task DrainAsync(OutboxRelay relay)
    {
        while (await relay.WorkAsync(CancellationToken.None))
        {
            // Until nothing is due.
        }
    }

    private Task<List<(string State, long Messages, long Attempts)>> StatesAsync(string channel) =>
        QueryAsync<(string, long, long)>("SELECT state, count(*), sum(attempts) FROM outbox WHERE channel = @channel GROUP BY state ORDER BY state", new { channel });
}
