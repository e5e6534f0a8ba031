using System.Globalization;
using Npgsql;

namespace TestSupport;

/// <summary>The PostgreSQL of the tests.</summary>
public static class PostgresServer
{
    private static int counter;

    /// <summary>A connection string to the server's common database; throws when the servers were not started.</summary>
    public static string ConnectionString => TestServers.Setting("POSTGRES_CONNECTION");

    /// <summary>A new, empty database that is dropped when disposed of.</summary>
    public static async Task<PostgresDatabase> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Interlocked.Increment(ref counter)}_{Random.Shared.Next(0x10000):x4}");
        await AdministerAsync($"CREATE DATABASE {name} OWNER {new NpgsqlConnectionStringBuilder(ConnectionString).Username} TEMPLATE template0 ENCODING 'UTF8'");
        return new PostgresDatabase(name, new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString);
    }

    /// <summary>As the server's own superuser: only that one may end a vacuum that works in a database about to be dropped.</summary>
    internal static Task AdministerAsync(string sql) => ExecuteAsync(
        sql,
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = TestServers.Setting("PG_SUPERUSER"), Password = null, Database = "postgres" }.ConnectionString);

    internal static async Task ExecuteAsync(string sql, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
