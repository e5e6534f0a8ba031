using System.Diagnostics;
using Ingestion.Bench.Servers;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Postgres;
using Ingestion.Worker.Storage.Sqlite;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>Where a measured pool stands: a database of a server of the run's own, or a file.</summary>
internal sealed class CostStore(PostgresServer? server, string folder, string name)
{
    private const int Connections = 10;

    private string File => Path.Combine(folder, name + ".db");

    /// <summary>An empty store with the schema in place.</summary>
    public async Task<Database> CreateAsync()
    {
        server?.NewDatabase(name);
        var database = Open();
        await Migrator.MigrateAsync(database, CancellationToken.None);
        return database;
    }

    public Database Open() => server is null ? new SqliteDatabase(File) : new PostgresDatabase($"{server.Connection(name)};Command Timeout=600", Connections);

    /// <summary>What the store does by itself in the course of time.</summary>
    public void Settle()
    {
        server?.Scalar(name, "VACUUM ANALYZE");
        server?.Scalar(name, "CHECKPOINT");
    }

    public double Megabytes() => server is null ? new FileInfo(File).Length / 1e6 : server.Count(name, $"SELECT pg_database_size('{name}')") / 1e6;

    /// <summary>Milliseconds of processors that this process and the server have used.</summary>
    public double Cpu()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime.TotalMilliseconds + (server?.CpuMilliseconds() ?? 0);
    }

    /// <summary>Rows that were read so far, by table: whole tables, and by indexes.</summary>
    public Dictionary<string, (long Scans, long Scanned, long ByIndex)> Read()
    {
        var read = new Dictionary<string, (long Scans, long Scanned, long ByIndex)>(StringComparer.Ordinal);
        if (server is not null)
        {
            var text = (string?)server.Scalar(name, """
                SELECT string_agg(concat_ws('|', t.relname, t.seq_scan, t.seq_tup_read, COALESCE((SELECT sum(i.idx_tup_read)::bigint FROM pg_stat_user_indexes i WHERE i.relid = t.relid), 0)), ' ')
                FROM pg_stat_user_tables t
                """);
            foreach (var row in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('|')))
            {
                read[row[0]] = (Number(row[1]), Number(row[2]), Number(row[3]));
            }
        }

        return read;
    }

    public void Drop()
    {
        server?.Scalar("postgres", $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        foreach (var file in server is null ? Directory.GetFiles(folder, name + ".db*") : [])
        {
            System.IO.File.Delete(file);
        }
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
