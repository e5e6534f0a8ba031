using System.Data.Common;
using Dapper;

namespace Ingestion.Worker.Storage;

/// <summary>A connection, in a transaction when writing. Not thread-safe.</summary>
internal abstract class StoreSession(Database database, DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    public Database Database { get; } = database;

    public DbConnection Connection { get; } = connection;

    public DbTransaction? Transaction { get; } = transaction;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public Task<int> ExecuteAsync(string sql, object? parameters = null) => Connection.ExecuteAsync(Command(sql, parameters));

    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    public Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? parameters = null) =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));

    public async Task<T> QuerySingleAsync<T>(string sql, object? parameters = null) =>
        await Connection.QuerySingleAsync<T>(Command(sql, parameters));

    /// <summary>Runs all statements, in one round trip where the store has round trips. Returns the rows touched by each.</summary>
    public abstract Task<int[]> RunAsync(IReadOnlyList<StoreStatement> statements);

    /// <summary>
    /// Locks keys or names until the transaction ends, in one order for everybody, so that work for one customer never runs twice at the same time.
    /// </summary>
    public abstract Task LockAsync(IReadOnlyCollection<long> keys);

    /// <inheritdoc cref="LockAsync(IReadOnlyCollection{long})"/>
    public Task LockAsync(IReadOnlyCollection<string> names) => LockAsync([.. names.Select(StableHash.Of64)]);

    private CommandDefinition Command(string sql, object? parameters) => new(sql, parameters, Transaction, cancellationToken: CancellationToken);
}
