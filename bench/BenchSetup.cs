using Ingestion.Bench.Servers;
using Ingestion.Bench.Worker;

namespace Ingestion.Bench;

/// <summary>What every run needs.</summary>
internal sealed class BenchSetup
{
    private int _runs;

    /// <summary>The folder that `dotnet publish` of the worker wrote.</summary>
    public required string Published { get; init; }

    /// <summary>For files of the runs.</summary>
    public required string Folder { get; init; }

    public required string Repository { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Measured time of each load; the warm-up takes half of it.</summary>
    public required TimeSpan LoadTime { get; init; }

    /// <summary>HTTP connections of the loads.</summary>
    public required int[] Connections { get; init; }

    /// <summary>Messages in the inbox for "inbox to registered".</summary>
    public required int Messages { get; init; }

    /// <summary>Mails in the mailbox.</summary>
    public required int Mails { get; init; }

    public required TestServers Servers { get; init; }

    public required PostgresServer Postgres { get; init; }

    /// <summary>A new folder, database and settings for one run of the worker.</summary>
    public WorkerRun NewRun(bool onPostgres)
    {
        var number = ++_runs;
        var folder = Path.Combine(Folder, $"run{number}");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        if (onPostgres)
        {
            var database = $"bench_run{number}";
            var connection = Postgres.NewDatabase(database);
            return new WorkerRun(this, folder, WorkerSettingsFile.Postgres(connection), new Pool(Postgres, database));
        }

        var file = Path.Combine(folder, "ingestion.db");
        return new WorkerRun(this, folder, WorkerSettingsFile.Sqlite(file), new Pool(null, file));
    }

    /// <summary>Calls both sides, in each round the other one first.</summary>
    public async Task<List<Report.SamplePair>> TakeTurnsAsync(Func<Task<Report.Sample>> worker, Func<Task<Report.Sample>> reference)
    {
        var rounds = new List<Report.SamplePair>();
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
            {
                var first = await reference();
                rounds.Add(new Report.SamplePair(await worker(), first));
            }
            else
            {
                var first = await worker();
                rounds.Add(new Report.SamplePair(first, await reference()));
            }
        }

        return rounds;
    }
}
