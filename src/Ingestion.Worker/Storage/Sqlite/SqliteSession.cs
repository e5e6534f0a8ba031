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

    public override Task<int[]> RunAsync(IReadOnlyList<StoreStatement> all) => Task.FromResult(Run(all));

    public int[] Run(IReadOnlyList<StoreStatement> all)
    {
        var touched = new int[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            touched[i] = all[i].Rows == 0 ? 0 : Run(all[i]);
        }

        return touched;
    }

    /// <summary>Nothing to lock: there is one writer.</summary>
    public override Task LockAsync(IReadOnlyCollection<long> keys) => Task.CompletedTask;

    private int Run(StoreStatement statement)
    {
        var prepared = statements!.Get(statement);
        var touched = 0;
        for (var row = 0; row < statement.Rows; row++)
        {
            if (row % MostRowsBetweenChecks == 0)
            {
                CancellationToken.ThrowIfCancellationRequested();
            }

            touched += prepared.Run(statement.Columns, row);
        }

        return touched;
    }
}
