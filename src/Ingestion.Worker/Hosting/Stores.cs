using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Postgres;
using Ingestion.Worker.Storage.Sqlite;

namespace Ingestion.Worker.Hosting;

/// <summary>Chooses the store by the settings.</summary>
internal static class Stores
{
    /// <summary>Opens nothing yet on PostgreSQL; takes the file's lock on SQLite.</summary>
    /// <param name="readOnly">For commands beside a running worker; on SQLite such a store never writes.</param>
    /// <exception cref="StoreRefusedException">Another process holds the file, or there is no file to read.</exception>
    public static Database Open(DatabaseSettings settings, bool readOnly = false) =>
        settings.Store == "postgres"
            ? new PostgresDatabase(settings.ConnectionString!, settings.MaxConnections)
            : new SqliteDatabase(settings.File, readOnly);
}
