using Microsoft.Data.Sqlite;

namespace Ingestion.Bench.Baselines;

/// <summary>Raw bodies into SQLite with WAL and synchronous=FULL: one connection, one prepared insert, one commit per call.</summary>
internal sealed class SqliteRawTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter _body;

    /// <inheritdoc cref="PostgresRawTable(string, bool)"/>
    public SqliteRawTable(string file, bool keyed = false)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("pragma journal_mode=wal");
        Execute("pragma synchronous=full");
        Execute($"create table if not exists raw_message (id integer primary key, body blob not null{(keyed ? ", key blob not null unique" : "")})");
        _insert = _connection.CreateCommand();
        _insert.CommandText = keyed
            ? "insert into raw_message (body, key) values ($body, randomblob(16)) on conflict (key) do nothing"
            : "insert into raw_message (body) values ($body)";
        _body = _insert.Parameters.Add("$body", SqliteType.Blob);
    }

    public void Insert(List<byte[]> bodies)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        foreach (var body in bodies)
        {
            _body.Value = body;
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
