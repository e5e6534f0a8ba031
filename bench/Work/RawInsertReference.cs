using System.Diagnostics;
using Ingestion.Bench.Baselines;
using Ingestion.Bench.Http;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;

namespace Ingestion.Bench.Work;

/// <summary>
/// The store's own limit: raw messages of 1 KB, 500 a commit, one connection, nothing else. Runs for as many seconds as the worker does, so that
/// both fill the log and the disk's cache.
/// </summary>
internal static class RawInsertReference
{
    private const int PerCommit = 500;
    private const int Batches = 40;

    public static Sample Postgres(PostgresServer server, TimeSpan time, bool keyed)
    {
        using var table = new PostgresRawTable(server.NewDatabase("bench_raw"), keyed);
        return Run(table.Insert, time, server.CpuMilliseconds);
    }

    public static Sample Sqlite(string file, TimeSpan time, bool keyed)
    {
        foreach (var old in (string[])[file, file + "-wal", file + "-shm"])
        {
            File.Delete(old);
        }

        using var table = new SqliteRawTable(file, keyed);
        return Run(table.Insert, time, () => double.NaN);
    }

    private static Sample Run(Action<List<byte[]>> insert, TimeSpan time, Func<double> storeCpu)
    {
        var batches = Enumerable.Range(0, Batches)
            .Select(batch => Enumerable.Range(batch * PerCommit, PerCommit).Select(number => ChatMessages.Body($"raw-{number:D7}", number)).ToList())
            .ToList();
        insert(batches[0]);
        var (cpu, store) = (ProcessTree.OwnCpuMilliseconds(), storeCpu());
        var begun = Stopwatch.GetTimestamp();
        var rows = 0L;
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            insert(batches[(int)(rows / PerCommit % Batches)]);
            rows += PerCommit;
        }

        var elapsed = Stopwatch.GetElapsedTime(begun);
        return new Sample
        {
            PerSecond = rows / elapsed.TotalSeconds,
            Cpu = (ProcessTree.OwnCpuMilliseconds() - cpu) / rows,
            StoreCpu = (storeCpu() - store) / rows,
            PerCommit = PerCommit,
        };
    }
}
