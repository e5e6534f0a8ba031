using System.Diagnostics;
using System.Globalization;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;
using Ingestion.Bench.Work;

namespace Ingestion.Bench.Others;

/// <summary>Node-RED with its mail node: sender, subject and text of each mail become a row in PostgreSQL.</summary>
internal sealed class NodeRed(BenchSetup setup)
{
    private const string Database = "bench_node_red";

    private string Source => Path.Combine(setup.Repository, "bench/Others/node-red");

    /// <summary>Whether bench/Others/install.sh was called.</summary>
    public bool IsInstalled => Directory.Exists(Path.Combine(Source, "node_modules/node-red"));

    /// <summary>From the start of the process to the last row.</summary>
    public async Task<Sample> TakeAsync(DovecotServer mailbox, string user)
    {
        setup.Postgres.NewDatabase(Database);
        setup.Postgres.Scalar(Database, "create table mail (id bigserial primary key, sender text, subject text, body text)");
        var folder = Path.Combine(setup.Folder, "node-red");
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])["flows.json", "flows_cred.json"])
        {
            File.Copy(Path.Combine(Source, file), Path.Combine(folder, file), overwrite: true);
        }

        var storeCpu = setup.Postgres.CpuMilliseconds();
        await using var process = ChildProcess.Start(
            "node",
            [Path.Combine(Source, "node_modules/node-red/red.js"), "--userDir", folder, "--settings", Path.Combine(Source, "settings.js"), "flows.json"],
            Path.Combine(setup.Folder, "node-red.log"),
            Source,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["IMAP_PORT"] = Text(mailbox.Port),
                ["IMAP_USER"] = user,
                ["IMAP_PASSWORD"] = mailbox.Password,
                ["NODE_RED_PORT"] = Text(FreePort.Find()),
                ["PGHOST"] = "127.0.0.1",
                ["PGPORT"] = Text(setup.Postgres.Port),
                ["PGUSER"] = "postgres",
                ["PGDATABASE"] = Database,
            });
        long rows;
        var asked = Stopwatch.GetTimestamp();
        while ((rows = setup.Postgres.Count(Database, "select count(*) from mail")) < setup.Mails)
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(process.StartedAt) > TimeSpan.FromMinutes(5))
            {
                throw new InvalidOperationException($"Node-RED took {rows} of {setup.Mails} mails; see node-red.log");
            }

            await Task.Delay(Decided.Distance);
            asked = Stopwatch.GetTimestamp();
        }

        return new Sample
        {
            PerSecond = setup.Mails / Stopwatch.GetElapsedTime(process.StartedAt, asked).TotalSeconds,
            Cpu = ProcessTree.CpuMilliseconds(process.Id) / setup.Mails,
            StoreCpu = (setup.Postgres.CpuMilliseconds() - storeCpu) / setup.Mails,
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
