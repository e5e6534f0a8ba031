using Microsoft.Data.Sqlite;

namespace Ingestion.Worker.Storage.Sqlite;

/// <summary>Prepared statements of the writing connection, made once.</summary>
internal sealed class SqliteStatementCache(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteRowStatement> statements = new(StringComparer.Ordinal);

    public SqliteRowStatement Get(StoreStatement statement)
    {
        var text = Text(statement);
        if (!statements.TryGetValue(text, out var prepared))
        {
            prepared = new SqliteRowStatement(connection.Handle!, text, statement.Columns);
            statements.Add(text, prepared);
        }

        return prepared;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }
    }

    private static string Text(StoreStatement statement)
    {
        if (statement is UpdateRows update)
        {
            return update.Sqlite;
        }

        var insert = (InsertRows)statement;
        var names = string.Join(", ", insert.Columns.Select(column => column.Name));
        var places = string.Join(", ", insert.Columns.Select(column => "@" + column.Name));
        var conflict = insert.OnConflict is null ? "" : " ON CONFLICT " + insert.OnConflict;
        return $"INSERT INTO {insert.Table} ({names}) VALUES ({places}){conflict}";
    }
}
