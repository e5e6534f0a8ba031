using System.Text.Json.Nodes;
using Ingestion.Bench.Machinery;

namespace Ingestion.Bench.Worker;

/// <summary>A place for one worker: its folder, its store, and that store seen from outside.</summary>
internal sealed record WorkerRun(BenchSetup Setup, string Folder, JsonObject Database, Pool Pool)
{
    public WorkerProcess Start(int sendings, params (string Name, JsonObject Channel)[] channels) =>
        WorkerProcess.Start(Setup.Published, Folder, WorkerSettingsFile.Make((JsonObject)Database.DeepClone(), sendings, channels));

    /// <summary>Makes the tables, so that a run does not pay for them.</summary>
    public async Task MigrateAsync(params (string Name, JsonObject Channel)[] channels)
    {
        var settings = WorkerSettingsFile.Make((JsonObject)Database.DeepClone(), 1, channels);
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), settings.ToJsonString());
        var log = Path.Combine(Folder, "worker.log");
        await using var migrate = ChildProcess.Start(Path.Combine(Setup.Published, "ingestion-worker"), ["migrate"], log, Folder);
        if (await migrate.WaitForExitAsync(TimeSpan.FromMinutes(1)) != 0)
        {
            throw new InvalidOperationException($"migrate failed: {File.ReadAllText(log)}");
        }
    }
}
