using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Worker;

namespace Ingestion.Bench.Work;

/// <summary>Durable webhook accept beside a plain Kestrel endpoint with one unverified insert.</summary>
internal sealed class AcceptWork(BenchSetup setup)
{
    private readonly AcceptLoad _load = new(setup.LoadTime / 2, setup.LoadTime);

    public async Task RunAsync(bool onPostgres, Results results)
    {
        var store = onPostgres ? "PostgreSQL" : "SQLite";
        foreach (var connections in setup.Connections)
        {
            // With few connections the yardstick is the plain way, one commit per request.
            var grouped = connections > 8;
            var rounds = await setup.TakeTurnsAsync(() => WorkerAsync(onPostgres, connections), () => EndpointAsync(onPostgres, grouped, connections));
            results.Add(new PairedResult(
                $"webhook accept, {store}, {connections} connections",
                grouped ? "40-line endpoint, group commit" : "40-line endpoint, one commit per request",
                grouped ? 0.8 : 1,
                rounds));
        }
    }

    private async Task<Sample> WorkerAsync(bool onPostgres, int connections)
    {
        using var callbacks = new SilentListener();
        var run = setup.NewRun(onPostgres);
        var channel = WorkerSettingsFile.Webhook(callbacks.Port);
        await using var worker = run.Start(1, channel);
        await worker.WaitReadyAsync(TimeSpan.FromSeconds(30));
        return await _load.RunAsync(
            worker.Id, worker.Port, WorkerSettingsFile.WebhookPath, WorkerSettingsFile.Secret, connections, onPostgres ? setup.Postgres : null, run.Pool.Commits);
    }

    private async Task<Sample> EndpointAsync(bool onPostgres, bool grouped, int connections)
    {
        var port = FreePort.Find();
        var file = Path.Combine(setup.Folder, $"endpoint{port}.db");
        var arguments = new List<string> { "endpoint", "--port", $"{port}" };
        arguments.AddRange(onPostgres ? ["--postgres", setup.Postgres.NewDatabase("bench_endpoint")] : ["--sqlite", file]);
        if (grouped)
        {
            arguments.Add("--grouped");
        }

        await using var endpoint = ChildProcess.Start(Environment.ProcessPath!, arguments, Path.Combine(setup.Folder, "endpoint.log"));
        await FreePort.WaitAsync(port, endpoint, TimeSpan.FromSeconds(20));
        var postgres = onPostgres ? setup.Postgres : null;
        return await _load.RunAsync(endpoint.Id, port, "/", null, connections, postgres, new Pool(postgres, file).Commits);
    }
}
