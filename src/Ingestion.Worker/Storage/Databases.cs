using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage.Postgres;
using Ingestion.Worker.Storage.Sqlite;

namespace Ingestion.Worker.Storage;

/// <summary>Opens the store that the settings name.</summary>
internal static class Databases
{
    /// <param name="settings">Where the store is.</param>
    /// <param name="readOnly">For commands that may run beside a worker: SQLite is opened without its lock.</param>
    public static Database Open(DatabaseSettings settings, bool readOnly = false) => settings.Store switch
    {
        "postgres" => new PostgresDatabase(settings.ConnectionString ?? "", settings.MaxConnections),
        _ => new SqliteDatabase(settings.File, readOnly),
    };
}
