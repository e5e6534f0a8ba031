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
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
        return new PostgresDatabase(name, new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString);
    }

    internal static async Task ExecuteAsync(string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection(connectionString ?? ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
