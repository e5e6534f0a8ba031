using System.Globalization;
using System.Text.Json.Nodes;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Worker;

namespace Ingestion.Bench.Work;

/// <summary>Fifty channels of one worker: what they cost when nothing comes, and what one that fails does to the others.</summary>
internal sealed class ChannelsWork(BenchSetup setup)
{
    private const int Polled = 30;
    private const int Maildirs = 10;
    private const int Webhooks = 10;
    private const int FirstBot = 700_000_001;

    /// <summary>The one that fails.</summary>
    private const int LastBot = FirstBot + Polled - 1;

    /// <summary>The process compiles its hot methods in its first minute.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    /// <summary>CPU time and memory with default settings and nothing to do, a minute after the start.</summary>
    public async Task IdleAsync(Results results)
    {
        await IdleAsync(results, onPostgres: false, "SQLite");
        await IdleAsync(results, onPostgres: true, "PostgreSQL");
    }

    /// <summary>
    /// Two workers at the same time, each with fifty channels polled every two seconds; in one of them a channel's provider fails. Compared are the
    /// times between two polls of the other channels.
    /// </summary>
    public async Task FailingAsync(Results results)
    {
        foreach (var (what, status) in new (string, int?)[] { ("never answers", null), ("answers 500", 500) })
        {
            var means = new List<double>();
            var tails = new List<double>();
            for (var round = 0; round < setup.Rounds; round++)
            {
                await using var well = await PolledProvider.StartAsync();
                await using var ill = await PolledProvider.StartAsync();
                ill.Failing[LastBot] = status;
                using var callbacks = new SilentListener();
                var runs = new[] { well, ill }.Select(provider =>
                {
                    var run = setup.NewRun(onPostgres: false);
                    return run.Start(1, Channels(run.Folder, provider.Address, callbacks.Port, TimeSpan.FromSeconds(2), longPoll: 0));
                }).ToArray();
                try
                {
                    await Task.WhenAll(runs.Select(worker => worker.WaitReadyAsync(TimeSpan.FromSeconds(30))));
                    await Task.Delay(Settling / 6);
                    well.Forget();
                    ill.Forget();
                    await Task.Delay(setup.LoadTime * 10);
                    means.Add(100 * Others(ill).Average() / Others(well).Average());
                    tails.Add(100 * Tail(Others(ill)) / Tail(Others(well)));
                }
                finally
                {
                    foreach (var worker in runs)
                    {
                        await worker.DisposeAsync();
                    }
                }
            }

            results.Add(new FigureResult($"50 channels, one whose provider {what}: time between polls of the others, of that without, mean", "≤ 110 %", "%", means, 110));
            results.Add(new FigureResult("the same, 99th of 100", "≤ 110 %", "%", tails, 110));
        }
    }

    private static double Tail(IEnumerable<double> gaps)
    {
        var sorted = gaps.Order().ToArray();
        return sorted[(int)(sorted.Length * 0.99)];
    }

    private static IEnumerable<double> Others(PolledProvider provider) => Enumerable.Range(FirstBot, Polled - 1).SelectMany(provider.Gaps);

    private static (string Name, JsonObject Channel)[] Channels(string folder, string provider, int callbackPort, TimeSpan? interval, int? longPoll)
    {
        List<(string Name, JsonObject Channel)> channels = [];
        for (var number = 0; number < Polled; number++)
        {
            var options = new JsonObject { ["Token"] = PolledProvider.TokenOf(FirstBot + number), ["ApiServer"] = provider };
            if (longPoll is not null)
            {
                options["LongPollSeconds"] = longPoll;
            }

            channels.Add((Named("bot", number), new JsonObject { ["Connector"] = "telegram", ["StartDate"] = "2020-01-01", ["Options"] = options }));
        }

        for (var number = 0; number < Maildirs; number++)
        {
            var name = Named("mail", number);
            var path = Path.Combine(folder, name);
            foreach (var part in (string[])["new", "cur", "tmp"])
            {
                Directory.CreateDirectory(Path.Combine(path, part));
            }

            channels.Add((name, new JsonObject { ["Connector"] = "maildir", ["StartDate"] = "2020-01-01", ["Options"] = new JsonObject { ["Path"] = path } }));
        }

        for (var number = 0; number < Webhooks; number++)
        {
            channels.Add((Named("hook", number), WorkerSettingsFile.Webhook(callbackPort).Channel));
        }

        if (interval is { } given)
        {
            channels.ForEach(channel => channel.Channel["PollInterval"] = given.ToString("c", CultureInfo.InvariantCulture));
        }

        return [.. channels];
    }

    private static string Named(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:00}");

    private async Task IdleAsync(Results results, bool onPostgres, string store)
    {
        var shares = new List<double>();
        var storeShares = new List<double>();
        var memory = new List<double>();
        for (var round = 0; round < setup.Rounds; round++)
        {
            await using var provider = await PolledProvider.StartAsync();
            using var callbacks = new SilentListener();
            var run = setup.NewRun(onPostgres);
            await using var worker = run.Start(1, Channels(run.Folder, provider.Address, callbacks.Port, interval: null, longPoll: null));
            await worker.WaitReadyAsync(TimeSpan.FromSeconds(30));
            await Task.Delay(Settling);
            var observed = setup.LoadTime * 10;
            var (before, storeBefore) = (worker.CpuMilliseconds(), setup.Postgres.CpuMilliseconds());
            await Task.Delay(observed);
            shares.Add(100 * (worker.CpuMilliseconds() - before) / observed.TotalMilliseconds);
            storeShares.Add(100 * (setup.Postgres.CpuMilliseconds() - storeBefore) / observed.TotalMilliseconds);
            memory.Add(worker.Megabytes());
        }

        results.Add(new FigureResult($"50 idle channels, {store}: CPU time of one core", "≤ 3 %", "%", shares, 3));
        if (onPostgres)
        {
            results.Add(new FigureResult("the same, the database's", "–", "%", storeShares, double.NaN));
        }

        results.Add(new FigureResult($"50 idle channels, {store}: resident memory", "≤ 200 MB", "MB", memory, 200));
    }
}
