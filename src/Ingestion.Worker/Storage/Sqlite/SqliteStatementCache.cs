using Microsoft.Data.Sqlite;

namespace Ingestion.Worker.Storage.Sqlite;

/// <summary>Prepared statements of the writing connection, made once.</summary>
internal sealed class SqliteStatementCache(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    public SqliteCommand Get(StoreStatement statement, SqliteTransaction transaction)
    {
        var text = Text(statement);
        if (!commands.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = text;
            foreach (var column in statement.Columns)
            {
                command.Parameters.Add(new SqliteParameter("@" + column.Name, TypeOf(column.Type)));
            }

            command.Transaction = transaction;
            command.Prepare();
            commands.Add(text, command);
        }

        command.Transaction = transaction;
        return command;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
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

    private static SqliteType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Text or ColumnType.Json or ColumnType.Date => SqliteType.Text,
        ColumnType.Bytes => SqliteType.Blob,
        _ => SqliteType.Integer,
    };
}
