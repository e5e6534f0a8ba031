using Ingestion.Channels;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>Looks at the store without changing it; beside a running worker, too.</summary>
internal static class DatabaseCheck
{
    public static async Task<ConnectionReport> RunAsync(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Store == "sqlite" && !File.Exists(settings.File))
        {
            return NewFile(settings.File);
        }

        await using var database = Databases.Open(settings, readOnly: true);
        if (database.Kind == StoreKind.Postgres)
        {
            await database.EnsureDurableAsync(cancellationToken);
        }

        try
        {
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
        }
        catch (StoreRefusedException fault) when (settings.MigrateAtStart && !fault.Message.Contains("newer than", StringComparison.Ordinal))
        {
            return new ConnectionReport(true, $"{database.Describe()}; its schema will be brought up to date at the start");
        }

        return new ConnectionReport(true, database.Describe());
    }

    private static ConnectionReport NewFile(string file)
    {
        var path = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(path)!;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return MayWrite(folder)
            ? new ConnectionReport(true, $"SQLite {path}, made at the first start")
            : new ConnectionReport(false, $"SQLite {path} does not exist and cannot be made: no right to write in {folder}");
    }

    private static bool MayWrite(string folder) => OperatingSystem.IsWindows() || AccessRights.MayWrite(folder);
}
