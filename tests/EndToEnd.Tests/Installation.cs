using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// One installation of the worker as an operator would have it: a folder with appsettings.json, an own database, ports of its own. The
/// process comes and goes, the installation stays.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly JsonObject settings = [];
    private readonly PostgresDatabase? database;
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);
    private readonly List<WorkerProcess> processes = [];

    private Installation(PostgresDatabase? database, string? connectionString)
    {
        this.database = database;
        var port = LoopbackPort.Free();
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        Http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(30) };
        Pool = connectionString is null ? Pool.OfSqlite(folder["pool.db"]) : Pool.OfPostgres(connectionString);
        Set("Http:Url", $"http://127.0.0.1:{port}");
        Set("Organisation:Name", "Test Bank");
        Set("Organisation:MailDomain", "bank.example");
        foreach (var budget in (string[])["PerHour", "PerDomainPerHour", "PerNetworkPerHour", "PerTextPerHour", "PerCountryPerHour"])
        {
            Set("Acknowledgements:" + budget, 1_000_000);
        }

        if (connectionString is null)
        {
            Set("Database:File", folder["pool.db"]);
        }
        else
        {
            Set("Database:Store", "postgres");
            Set("Database:ConnectionString", connectionString);
        }
    }

    public Uri Url { get; }

    /// <summary>Talks to the worker's own listener.</summary>
    public HttpClient Http { get; }

    public Pool Pool { get; }

    public string Folder => folder.Path;

    public static async Task<Installation> CreateAsync(Store store)
    {
        var own = store == Store.Postgres ? await PostgresServer.CreateDatabaseAsync() : null;
        return new(own, own?.ConnectionString);
    }

    /// <summary>Its processes live by that clock, as <paramref name="server"/> does; without one they keep their pool in SQLite.</summary>
    public static Installation By(ShiftedClock clock, OwnPostgres? server)
    {
        var installation = On(server);
        foreach (var (name, value) in clock.Environment)
        {
            installation.environment[name] = value;
        }

        return installation;
    }

    /// <summary>With its pool on that server, or in SQLite.</summary>
    public static Installation On(OwnPostgres? server) => new(null, server?.ConnectionString);

    /// <summary>Whatever its processes say is to be on the disk stays in the system's memory for a while: Debian's libeatmydata.</summary>
    public Installation NeverSyncing()
    {
        environment["LD_PRELOAD"] = "libeatmydata.so.1";
        return this;
    }

    /// <summary>Sets one value by its key with colons.</summary>
    public Installation Set(string key, object value)
    {
        var parts = key.Split(':');
        var node = settings;
        foreach (var part in parts[..^1])
        {
            node = (JsonObject)(node[part] ??= new JsonObject());
        }

        node[parts[^1]] = value as JsonNode ?? JsonValue.Create(value is Uri uri ? uri.ToString() : value);
        return this;
    }

    /// <summary>Writes the settings and starts a process; does not wait for it.</summary>
    public WorkerProcess Launch(string? failpoint = null, params string[] arguments)
    {
        File.WriteAllText(folder["appsettings.json"], settings.ToJsonString());
        Dictionary<string, string> own = new(environment, StringComparer.Ordinal);
        if (failpoint is not null)
        {
            own["INGESTION_FAILPOINT"] = failpoint;
        }

        var process = WorkerProcess.Start(folder.Path, own, arguments);
        processes.Add(process);
        return process;
    }

    /// <summary>Starts a process and waits until it is ready for work.</summary>
    public async Task<WorkerProcess> StartAsync(string? failpoint = null)
    {
        var process = Launch(failpoint);
        await process.WaitUntilReadyAsync(Http, new Uri(Url, "health/ready"));
        return process;
    }

    /// <summary>
    /// What a minute's waiting does after a process died: the leases of polled channels have run out. On SQLite the next start knows that
    /// nobody else lives and does not wait.
    /// </summary>
    public Task PassLeaseTimeAsync() =>
        database is null ? Task.CompletedTask : database.ExecuteAsync("UPDATE channel_state SET leased_until = now() - interval '1 second'");

    /// <summary>What some minutes' waiting does: the next try of what could not be read is due. No process may run on SQLite.</summary>
    public Task PassHoleTimeAsync() => Pool.ExecuteAsync("UPDATE hole SET not_before = found_at");

    /// <summary>Ends every session of the worker's database and lets no new one in.</summary>
    public Task CutDatabaseAsync() => Database.CutAsync();

    public Task RestoreDatabaseAsync() => Database.RestoreAsync();

    /// <summary>The worker reaches its database by this port.</summary>
    public Installation ThroughDatabasePort(int port) =>
        Set("Database:ConnectionString", new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Host = "127.0.0.1", Port = port }.ConnectionString);

    public (string Host, int Port) DatabaseServer =>
        new NpgsqlConnectionStringBuilder(Database.ConnectionString) is var parts ? (parts.Host!, parts.Port) : default;

    private PostgresDatabase Database => database ?? throw new InvalidOperationException("this installation has no server behind it");

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        Http.Dispose();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        folder.Dispose();
    }
}
