using System.Diagnostics;
using Ingestion.Bench.Baselines;
using Ingestion.Bench.Http;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;

namespace Ingestion.Bench.Work;

/// <summary>The store's own limit: raw messages of 1 KB, 500 a commit, one connection, nothing else.</summary>
internal static class RawInsertReference
{
    private const int PerCommit = 500;

    public static Sample Postgres(PostgresServer server, int rows, bool keyed)
    {
        using var table = new PostgresRawTable(server.NewDatabase("bench_raw"), keyed);
        var storeCpu = server.CpuMilliseconds();
        var sample = Run(table.Insert, rows);
        return sample with { StoreCpu = (server.CpuMilliseconds() - storeCpu) / rows };
    }

    public static Sample Sqlite(string file, int rows, bool keyed)
    {
        File.Delete(file);
        using var table = new SqliteRawTable(file, keyed);
        return Run(table.Insert, rows);
    }

    private static Sample Run(Action<List<byte[]>> insert, int rows)
    {
        var batches = Enumerable.Range(0, rows / PerCommit)
            .Select(batch => Enumerable.Range(batch * PerCommit, PerCommit).Select(number => ChatMessages.Body($"raw-{number:D7}", number)).ToList())
            .ToList();
        insert(batches[0]);
        var cpu = ProcessTree.OwnCpuMilliseconds();
        var begun = Stopwatch.GetTimestamp();
        foreach (var batch in batches)
        {
            insert(batch);
        }

        var elapsed = Stopwatch.GetElapsedTime(begun);
        return new Sample
        {
            PerSecond = rows / elapsed.TotalSeconds,
            Cpu = (ProcessTree.OwnCpuMilliseconds() - cpu) / rows,
            PerCommit = PerCommit,
        };
    }
}
