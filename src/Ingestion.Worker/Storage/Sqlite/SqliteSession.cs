using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ingestion.Worker.Storage.Sqlite;

internal sealed class SqliteSession(
    SqliteDatabase database,
    SqliteConnection connection,
    SqliteTransaction? transaction,
    SqliteStatementCache? statements,
    CancellationToken cancellationToken)
    : StoreSession(database, connection, transaction, cancellationToken)
{
    private const int MostRowsBetweenChecks = 256;

    public override Task<int[]> RunAsync(IReadOnlyList<StoreStatement> all)
    {
        var touched = new int[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            touched[i] = all[i].Rows == 0 ? 0 : Run(all[i]);
        }

        return Task.FromResult(touched);
    }

    /// <summary>Nothing to lock: there is one writer.</summary>
    public override Task LockAsync(IReadOnlyCollection<string> names) => Task.CompletedTask;

    private int Run(StoreStatement statement)
    {
        var command = statements!.Get(statement, transaction!);
        var columns = statement.Columns;
        var touched = 0;
        for (var row = 0; row < statement.Rows; row++)
        {
            if (row % MostRowsBetweenChecks == 0)
            {
                CancellationToken.ThrowIfCancellationRequested();
            }

            for (var i = 0; i < columns.Count; i++)
            {
                command.Parameters[i].Value = ToSqlite(columns[i].Value(row));
            }

            touched += command.ExecuteNonQuery();
        }

        return touched;
    }

    private static object ToSqlite(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
