using System.Globalization;
using Ingestion.Bench.Machinery;
using Npgsql;

namespace Ingestion.Bench.Servers;

/// <summary>A durable PostgreSQL: fsync, synchronous commit and full page writes are on.</summary>
internal sealed class PostgresServer(int port, int processId)
{
    public int Port => port;

    public string Connection(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    /// <summary>An empty database, whatever was under this name before.</summary>
    public string NewDatabase(string name)
    {
        Scalar("postgres", $"drop database if exists {name} with (force)");
        Scalar("postgres", $"create database {name}");
        Scalar("postgres", "checkpoint");
        return Connection(name);
    }

    public object? Scalar(string database, string sql)
    {
        using var connection = new NpgsqlConnection(Connection(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return command.ExecuteScalar();
    }

    public long Count(string database, string sql) => Convert.ToInt64(Scalar(database, sql), CultureInfo.InvariantCulture);

    /// <summary>
    /// Transactions that wrote since the cluster was made: the next transaction id. pg_stat_database would count readers too, and backends
    /// report to it up to ten seconds late.
    /// </summary>
    public long WritingTransactions() => Count("postgres", "select txid_snapshot_xmax(txid_current_snapshot())");

    public double CpuMilliseconds() => ProcessTree.CpuMilliseconds(processId);
}
