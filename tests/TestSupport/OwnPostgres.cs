using System.Diagnostics;
using Npgsql;

namespace TestSupport;

/// <summary>A PostgreSQL server of one test: one that lives by a <see cref="ShiftedClock"/>, or whose data lies where the test wants it.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string folder;

    private OwnPostgres(string folder) => this.folder = folder;

    public string ConnectionString => Handed("POSTGRES_CONNECTION");

    public static async Task<OwnPostgres> StartAsync(ShiftedClock clock)
    {
        var server = new OwnPostgres(Directory.CreateTempSubdirectory("iw-").FullName);
        await RunAsync("postgres.sh", server.folder, "--clock", clock.OffsetFile);
        return server;
    }

    /// <summary>A new server with its data in <paramref name="folder"/>, or one whose data lie there.</summary>
    public static async Task<OwnPostgres> StartAsync(string folder)
    {
        await RunAsync("postgres.sh", folder);
        return new OwnPostgres(folder);
    }

    /// <summary>Runs a command without a transaction in the same database, as the server's superuser.</summary>
    public Task AdministerAsync(string sql) => PostgresServer.ExecuteAsync(
        sql,
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = Handed("PG_SUPERUSER"), Password = null, Pooling = false }.ConnectionString);

    /// <summary>Stops it; the data stay.</summary>
    public Task StopAsync() => RunAsync("down.sh", "--data", folder, "--keep");

    /// <summary>Stops it and removes the data.</summary>
    public async ValueTask DisposeAsync() => await RunAsync("down.sh", "--data", folder);

    private string Handed(string name)
    {
        var start = $"export {name}='";
        return File.ReadLines(Path.Combine(folder, "postgres.env")).Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..].TrimEnd('\'');
    }

    private static async Task RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Folder, "ops", "servers", script), arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {said}");
        }
    }
}
