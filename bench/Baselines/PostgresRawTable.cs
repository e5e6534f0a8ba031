using Npgsql;
using NpgsqlTypes;

namespace Ingestion.Bench.Baselines;

/// <summary>Raw bodies into PostgreSQL: one connection, one prepared `unnest` insert, one commit per call.</summary>
internal sealed class PostgresRawTable : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _insert;
    private readonly NpgsqlParameter<byte[][]> _bodies = new("bodies", NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    /// <param name="keyed">With the provider's id under a unique constraint, as no inbox can do without.</param>
    public PostgresRawTable(string connection, bool keyed = false)
    {
        _connection = new NpgsqlConnection(connection + ";Pooling=false");
        _connection.Open();
        using var create = new NpgsqlCommand(
            $"create table if not exists raw_message (id bigint generated always as identity primary key, body bytea not null{(keyed ? ", key uuid not null unique" : "")})",
            _connection);
        create.ExecuteNonQuery();
        var sql = keyed
            ? "insert into raw_message (body, key) select body, gen_random_uuid() from unnest(@bodies) body on conflict (key) do nothing"
            : "insert into raw_message (body) select unnest(@bodies)";
        _insert = new NpgsqlCommand(sql, _connection);
        _insert.Parameters.Add(_bodies);
        _bodies.TypedValue = [];
        _insert.Prepare();
    }

    public void Insert(List<byte[]> bodies)
    {
        _bodies.TypedValue = [.. bodies];
        _insert.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}
