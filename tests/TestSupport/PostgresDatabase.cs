using Npgsql;

namespace TestSupport;

/// <summary>A database of one test.</summary>
public sealed class PostgresDatabase(string name, string connectionString) : IAsyncDisposable
{
    public string Name { get; } = name;

    public string ConnectionString { get; } = connectionString;

    public Task ExecuteAsync(string sql) => PostgresServer.ExecuteAsync(sql, ConnectionString);

    /// <summary>Ends every session of this database and lets no new one in.</summary>
    public async Task CutAsync()
    {
        await PostgresServer.AdministerAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS false");
        await PostgresServer.AdministerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'");
    }

    /// <summary>Undoes <see cref="CutAsync"/>.</summary>
    public Task RestoreAsync() => PostgresServer.AdministerAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS true");

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await PostgresServer.AdministerAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }
}
