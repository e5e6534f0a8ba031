using Ingestion.Bench.Report;
using Ingestion.Bench.Worker;

namespace Ingestion.Bench.Work;

/// <summary>From a full inbox to complaints with number, contact, ledger, event and acknowledgement in the outbox.</summary>
internal sealed class RegisterWork(BenchSetup setup)
{
    /// <summary>About what the worker takes.</summary>
    private static readonly TimeSpan RawTime = TimeSpan.FromSeconds(5);

    public async Task RunAsync(bool onPostgres, Results results)
    {
        var store = onPostgres ? "PostgreSQL" : "SQLite";
        var file = Path.Combine(setup.Folder, "raw.db");
        Sample Raw(bool keyed) => onPostgres
            ? RawInsertReference.Postgres(setup.Postgres, RawTime, keyed)
            : RawInsertReference.Sqlite(file, RawTime, keyed);

        var withKey = new List<Sample>();
        var rounds = await setup.TakeTurnsAsync(
            async () =>
            {
                withKey.Add(Raw(keyed: true));
                return await RegisterAsync(onPostgres);
            },
            () => Task.FromResult(Raw(keyed: false)));
        results.Add(new PairedResult($"inbox → registered, {store}", "raw inserts, 500 a commit", onPostgres ? 0.15 : 0.08, rounds));
        results.Add(new PairedResult(
            $"the same, {store}", "the same inserts with a unique key", double.NaN, [.. rounds.Zip(withKey, (round, raw) => round with { Reference = raw })]));
    }

    private async Task<Sample> RegisterAsync(bool onPostgres)
    {
        using var callbacks = new SilentListener();
        var run = setup.NewRun(onPostgres);
        var channel = WorkerSettingsFile.Webhook(callbacks.Port);
        await run.MigrateAsync(channel);
        await InboxFilling.FillAsync(run, setup.Messages);

        var storeCpu = onPostgres ? setup.Postgres.CpuMilliseconds() : double.NaN;
        await using var worker = run.Start(1, channel);
        await worker.WaitReadyAsync(TimeSpan.FromSeconds(30));
        await Decided.WaitAsync(worker, run.Pool, setup.Messages, TimeSpan.FromMinutes(5));
        var queued = run.Pool.Queued();
        return new Sample
        {
            PerSecond = run.Pool.RegisteredPerSecond(),
            Cpu = worker.CpuMilliseconds() / setup.Messages,
            StoreCpu = onPostgres ? (setup.Postgres.CpuMilliseconds() - storeCpu) / setup.Messages : double.NaN,
            PeakMegabytes = worker.PeakMegabytes(),
            Failed = setup.Messages - (int)Math.Min(queued, run.Pool.Complaints()),
        };
    }
}
