using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ingestion.Bench.Corpus;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Others;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;
using Ingestion.Bench.Worker;

namespace Ingestion.Bench.Work;

/// <summary>A mailbox on Dovecot to numbered complaints with their acknowledgements queued, and to acknowledgements delivered.</summary>
internal sealed class MailboxWork(BenchSetup setup)
{
    private const string User = "support@shop.example";
    private DovecotServer? _dovecot;

    public async Task RunAsync(Results results)
    {
        var rounds = await setup.TakeTurnsAsync(QueuedAsync, NodeAsync);
        results.Add(new PairedResult($"mailbox of {setup.Mails} mails → complaint, acknowledgement queued, PostgreSQL", "imapflow + mailparser into memory", 1.5, rounds));
        var nodeRed = new NodeRed(setup);
        if (nodeRed.IsInstalled)
        {
            var more = await setup.TakeTurnsAsync(QueuedAsync, () => nodeRed.TakeAsync(Dovecot(), User));
            results.Add(new PairedResult("the same", "Node-RED, each mail a row in PostgreSQL", double.NaN, more));
        }
    }

    /// <summary>Only our mail library: fetched and parsed into memory, by a process of its own as the reference is.</summary>
    public async Task RunImapAsync(Results results)
    {
        var rounds = await setup.TakeTurnsAsync(
            () => ReadAsync("ingestion-bench", Environment.ProcessPath!, "imap", "--port", Port(), "--user", User, "--password", Dovecot().Password), NodeAsync);
        results.Add(new PairedResult($"IMAP fetch and parse of {setup.Mails} mails into memory, one connection", "imapflow + mailparser", 5, rounds));
    }

    public async Task RunWholePathAsync(Results results)
    {
        var sink = setup.Servers.StartSink();
        var requestTracker = new RequestTracker(setup);
        foreach (var onPostgres in (bool[])[true, false])
        {
            var work = $"mailbox → acknowledgement delivered, {(onPostgres ? "PostgreSQL" : "SQLite")}";
            if (RequestTracker.IsInstalled)
            {
                var rounds = await setup.TakeTurnsAsync(() => DeliveredAsync(sink, onPostgres), () => requestTracker.TakeAsync(Dovecot(), User, sink));
                results.Add(new PairedResult(work, "request-tracker5, PostgreSQL, its autoreply delivered", 150, rounds));
                continue;
            }

            var samples = new List<Sample>();
            for (var round = 0; round < setup.Rounds; round++)
            {
                samples.Add(await DeliveredAsync(sink, onPostgres));
            }

            results.Add(new SoloResult(work, "≥ 150 × request-tracker5 (bench/Others/install.sh)", samples));
        }
    }

    private DovecotServer Dovecot()
    {
        if (_dovecot is null)
        {
            _dovecot = setup.Servers.StartDovecot();
            _dovecot.Plant(User, MailCorpus.Write(Path.Combine(setup.Folder, "corpus"), setup.Mails));
        }

        return _dovecot;
    }

    private async Task<Sample> QueuedAsync()
    {
        using var silent = new SilentListener();
        return await MeasureAsync(onPostgres: true, silent.Port, sendings: 1, async (worker, pool) =>
            await Decided.WaitAsync(worker, pool, setup.Mails, TimeSpan.FromMinutes(5)));
    }

    private async Task<Sample> DeliveredAsync(MailSink sink, bool onPostgres)
    {
        var before = sink.Delivered();
        return await MeasureAsync(onPostgres, sink.Port, sendings: 4, async (worker, pool) =>
        {
            var limit = Stopwatch.GetTimestamp() + (5 * 60 * Stopwatch.Frequency);

            // The classifier may take one of them for spam: its acknowledgement is held. The pool is asked when nearly all have come.
            while (sink.Delivered() - before is var delivered && delivered < setup.Mails && (delivered < setup.Mails * 99 / 100 || delivered + pool.Held() < setup.Mails))
            {
                worker.ThrowIfEnded();
                if (Stopwatch.GetTimestamp() > limit)
                {
                    throw new TimeoutException($"{sink.Delivered() - before} of {setup.Mails} acknowledgements were delivered");
                }

                await Task.Delay(50);
            }

            return Stopwatch.GetTimestamp();
        });
    }

    private async Task<Sample> MeasureAsync(bool onPostgres, int smtpPort, int sendings, Func<WorkerProcess, Pool, Task<long>> ended)
    {
        var dovecot = Dovecot();
        var run = setup.NewRun(onPostgres);
        (string, System.Text.Json.Nodes.JsonObject)[] channels = [WorkerSettingsFile.Imap(dovecot.Port, User, dovecot.Password), WorkerSettingsFile.Smtp(smtpPort)];
        await run.MigrateAsync(channels);
        var storeCpu = onPostgres ? setup.Postgres.CpuMilliseconds() : double.NaN;
        await using var worker = run.Start(sendings, channels);
        var end = await ended(worker, run.Pool);
        return new Sample
        {
            PerSecond = setup.Mails / Stopwatch.GetElapsedTime(worker.StartedAt, end).TotalSeconds,
            Cpu = worker.CpuMilliseconds() / setup.Mails,
            StoreCpu = onPostgres ? (setup.Postgres.CpuMilliseconds() - storeCpu) / setup.Mails : double.NaN,
            PeakMegabytes = worker.PeakMegabytes(),
            Failed = setup.Mails - (int)Math.Min(run.Pool.Complaints(), run.Pool.Queued()),
        };
    }

    private string Port() => Dovecot().Port.ToString(CultureInfo.InvariantCulture);

    private Task<Sample> NodeAsync() =>
        ReadAsync("node", "node", Path.Combine(setup.Repository, "bench/node/read-mailbox.mjs"), Port(), User, Dovecot().Password);

    /// <summary>Runs a program that reads the mailbox and reports in its last line; its start is part of the time.</summary>
    private async Task<Sample> ReadAsync(string name, string program, params string[] arguments)
    {
        await using var reader = ChildProcess.Start(program, arguments, Path.Combine(setup.Folder, $"{name}.log"));
        var exit = await reader.WaitForExitAsync(TimeSpan.FromMinutes(5));
        var elapsed = Stopwatch.GetElapsedTime(reader.StartedAt);
        if (exit != 0)
        {
            throw new InvalidOperationException($"reading the mailbox failed; see {name}.log");
        }

        using var report = JsonDocument.Parse(reader.LastLine);
        var mails = report.RootElement.GetProperty("mails").GetInt32();
        return new Sample
        {
            PerSecond = mails / elapsed.TotalSeconds,
            Cpu = report.RootElement.GetProperty("cpuMilliseconds").GetDouble() / mails,
            Failed = setup.Mails - mails,
        };
    }
}
