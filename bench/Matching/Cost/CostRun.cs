using System.Diagnostics;
using System.Text;
using Ingestion.Bench.Machinery;
using Ingestion.Worker.Storage;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>Fills a small and a large pool and decides batches in both, in turns.</summary>
internal sealed class CostRun(int small, int large, int batch, int rounds)
{
    private const double Reach = 1.5;
    private const int MostTexts = 40_000;
    private const int WarmUp = 2;
    private const int Seed = 20261122;

    private readonly StringBuilder rows = new();
    private readonly Lazy<List<PoolText>> texts = new(() => PoolText.Create(Seed, Math.Min(large, MostTexts)));
    private readonly Lazy<List<PoolText>> fresh = new(() => PoolText.Create(Seed / 2, 4_000));

    /// <summary>Whether the large pool cost at most as much more as it may, and no table was read whole.</summary>
    public bool IsWithinReach { get; private set; } = true;

    public async Task MeasureAsync(string title, Func<string, CostStore> storeOf)
    {
        CostStore[] stores = [storeOf("cost_small"), storeOf("cost_large")];
        PoolPlan[] plans = [.. ((int[])[small, large]).Select(size => new PoolPlan(texts.Value, size, TimeProvider.System.GetUtcNow()))];
        try
        {
            for (var i = 0; i < stores.Length; i++)
            {
                await FillAsync(title, stores[i], plans[i]);
            }

            await MeasureAsync(title, stores, plans);
        }
        finally
        {
            Array.ForEach(stores, store => store.Drop());
        }
    }

    public string Markdown() =>
        $"| work, batches of {batch} messages | {small:N0} complaints | {large:N0} complaints | ratio: median (rounds) | reach |\n| --- | ---: | ---: | --- | --- |\n{rows}";

    private static async Task FillAsync(string title, CostStore store, PoolPlan plan)
    {
        var began = Stopwatch.GetTimestamp();
        await using (var database = await store.CreateAsync())
        {
            await new PoolFilling(database, plan).FillAsync();
        }

        store.Settle();
        Console.WriteLine(CostCommand.Invariant($"{title}: {plan.Complaints} complaints in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {store.Megabytes():0} MB"));
    }

    private async Task MeasureAsync(string title, CostStore[] stores, PoolPlan[] plans)
    {
        var before = Array.ConvertAll(stores, store => store.Read());
        var pools = new CostPool[stores.Length];
        for (var i = 0; i < stores.Length; i++)
        {
            pools[i] = new CostPool(stores[i].Open(), new CostMessages(plans[i], fresh.Value, Seed), stores[i].Cpu);
            await pools[i].LoadWordsAsync();
        }

        var samples = await TakeTurnsAsync(pools);
        Row($"load and decide, {title}", samples, sample => sample.Decide);
        Row($"load, decide and write, {title}", samples, sample => sample.Whole);
        CpuRow($"processor time of both, {title}", samples, sample => sample.Cpu);
        Row($"compare with other customers, {title}", samples, sample => sample.Compare);
        CpuRow($"processor time of comparing, {title}", samples, sample => sample.CompareCpu);
        foreach (var pool in pools)
        {
            if (pool.Database.Kind == StoreKind.Sqlite)
            {
                await ShowPlansAsync(pool);
            }

            await pool.DisposeAsync();
        }

        ShowRead(stores, before);
    }

    private async Task<List<CostSample[]>> TakeTurnsAsync(CostPool[] pools)
    {
        var samples = new List<CostSample[]>();
        for (var round = -WarmUp; round < rounds; round++)
        {
            var sample = new CostSample[pools.Length];
            foreach (var i in round % 2 == 0 ? (int[])[0, 1] : [1, 0])
            {
                sample[i] = await pools[i].DecideAsync(batch);
            }

            if (round >= 0)
            {
                samples.Add(sample);
            }
        }

        return samples;
    }

    private void Row(string work, List<CostSample[]> samples, Func<CostSample, double> of)
    {
        var ratios = samples.ConvertAll(sample => of(sample[1]) / of(sample[0]));
        var ratio = Statistics.Median(ratios);
        IsWithinReach &= ratio <= Reach;
        Add(CostCommand.Invariant(
            $"| {work} | {Statistics.Median(samples.Select(sample => of(sample[0]))):0.0} ms | {Statistics.Median(samples.Select(sample => of(sample[1]))):0.0} ms | **{ratio:0.00}** ({string.Join(", ", ratios.Select(each => CostCommand.Invariant($"{each:0.00}")))}) | ≤ {Reach} |"));
    }

    /// <summary>Of all rounds together, because the kernel counts processor time in steps of ten milliseconds; moves less than time on a machine that others use.</summary>
    private void CpuRow(string work, List<CostSample[]> samples, Func<CostSample, double> of)
    {
        double[] used = [samples.Sum(sample => of(sample[0])), samples.Sum(sample => of(sample[1]))];
        IsWithinReach &= used[1] / used[0] <= Reach;
        Add(CostCommand.Invariant($"| {work} | {used[0] / samples.Count:0.0} ms | {used[1] / samples.Count:0.0} ms | **{used[1] / used[0]:0.00}** | ≤ {Reach} |"));
    }

    private void Add(string row)
    {
        rows.AppendLine(row);
        Console.WriteLine(row);
    }

    private async Task ShowPlansAsync(CostPool pool)
    {
        var plans = new SqlitePlans(pool.Database);
        await plans.ListenAsync();
        await pool.DecideAsync(batch);
        var scans = await plans.ScansAsync();
        IsWithinReach &= scans.Count == 0;
        Console.WriteLine(CostCommand.Invariant($"{plans.Statements} statements, {scans.Count} of them read a whole table that grows with the pool"));
        scans.ForEach(Console.WriteLine);
    }

    /// <summary>Rows read of each table in the measured batches, the small pool beside the large one.</summary>
    private void ShowRead(CostStore[] stores, Dictionary<string, (long Scans, long Scanned, long ByIndex)>[] before)
    {
        var after = Array.ConvertAll(stores, store => store.Read());
        foreach (var table in after[1].Keys.Order(StringComparer.Ordinal))
        {
            var read = Array.ConvertAll((int[])[0, 1], i => (Scans: after[i][table].Scans - before[i][table].Scans, Scanned: after[i][table].Scanned - before[i][table].Scanned, ByIndex: after[i][table].ByIndex - before[i][table].ByIndex));
            if (read.Any(each => each != default))
            {
                Console.WriteLine(CostCommand.Invariant(
                    $"{table}: whole {read[0].Scans} and {read[1].Scans} times ({read[0].Scanned} and {read[1].Scanned} rows), {(double)read[0].ByIndex / batch / (rounds + WarmUp):0.00} and {(double)read[1].ByIndex / batch / (rounds + WarmUp):0.00} rows a message by indexes"));
            }

            IsWithinReach &= read[1].Scanned <= read[0].Scanned + (rounds + WarmUp) * batch;
        }
    }
}
