using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Sqlite;
using TestSupport;

namespace Ingestion.Worker.Tests.Core;

/// <summary>A real store of one test: an SQLite file of its own or a PostgreSQL database of its own.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly List<Database> opened = [];
    private TempFolder? folder;

    private readonly bool isMigrated;

    private TestStore(StoreKind kind, bool isMigrated)
    {
        Kind = kind;
        this.isMigrated = isMigrated;
    }

    public StoreKind Kind { get; }

    public PostgresDatabase? Postgres { get; private set; }

    /// <summary>The SQLite file.</summary>
    public string File => folder!["pool.db"];

    /// <summary>The store as the first worker opened it.</summary>
    public Database Database => opened[0];

    public static async Task<TestStore> CreateAsync(StoreKind kind, bool migrate = true)
    {
        var store = new TestStore(kind, migrate);
        if (kind == StoreKind.Sqlite)
        {
            store.folder = new TempFolder();
        }
        else
        {
            store.Postgres = (migrate ? PostgresPool.TryTake() : null) ?? await PostgresServer.CreateDatabaseAsync();
        }

        store.opened.Add(store.Open());
        if (migrate)
        {
            await Migrator.MigrateAsync(store.Database, CancellationToken.None);
        }

        return store;
    }

    /// <summary>The store as another worker sees it. SQLite has one process and so one handle.</summary>
    public Database Another()
    {
        if (Kind == StoreKind.Sqlite)
        {
            return Database;
        }

        var another = Open();
        opened.Add(another);
        return another;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in opened)
        {
            await database.DisposeAsync();
        }

        folder?.Dispose();
        if (Postgres is not null)
        {
            await (isMigrated ? PostgresPool.ReturnAsync(Postgres) : Postgres.DisposeAsync().AsTask());
        }
    }

    private Database Open() => Kind == StoreKind.Sqlite
        ? new SqliteDatabase(File)
        : new Ingestion.Worker.Storage.Postgres.PostgresDatabase(Postgres!.ConnectionString, 10);
}
