using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>Looks at the store without changing it; beside a running worker, too.</summary>
internal static class DatabaseCheck
{
    public static async Task<ConnectionReport> RunAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Store == "sqlite" && !Path.Exists(settings.File))
        {
            return NewFile(settings.File);
        }

        await using var database = Databases.Open(settings, readOnly: true);
        if (database.Kind == StoreKind.Postgres)
        {
            await database.EnsureDurableAsync(cancellationToken);
        }

        if (settings.MigrateAtStart && await Migrator.IsOlderAsync(database, cancellationToken))
        {
            return new ConnectionReport(true, $"{database.Describe()}; its schema will be brought up to date at the start");
        }

        await Migrator.EnsureCurrentAsync(database, cancellationToken);
        return new ConnectionReport(true, database.Describe());
    }

    private static ConnectionReport NewFile(string file)
    {
        var path = Path.GetFullPath(file);
        var folder = FirstFolder.Above(path);
        return File.Exists(folder)
            ? new ConnectionReport(false, $"SQLite {path} cannot be made: {folder} is a file")
            : FirstFolder.MayWrite(folder)
            ? new ConnectionReport(true, $"SQLite {path}, made at the first start")
            : new ConnectionReport(false, $"SQLite {path} does not exist and cannot be made: no right to write in {folder}");
    }
}
