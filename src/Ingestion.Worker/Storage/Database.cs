using System.Data.Common;

namespace Ingestion.Worker.Storage;

/// <summary>
/// One store: PostgreSQL or SQLite. Knows connections, transactions, bulk rows and the small differences of SQL; knows no complaint.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract StoreKind Kind { get; }

    /// <summary>SQL for the present time of the database's own clock.</summary>
    public abstract string Now { get; }

    /// <summary>SQL for the database's time so many seconds later; <paramref name="seconds"/> is an SQL expression.</summary>
    public abstract string NowPlus(string seconds);

    /// <summary>SQL that compares a column with a list made by <see cref="List(IReadOnlyList{string})"/>.</summary>
    public abstract string In(string column, string parameter);

    public abstract object List(IReadOnlyList<string> values);

    public abstract object List(IReadOnlyList<long> values);

    public abstract object List(IReadOnlyList<Guid> values);

    public string Sql(string postgres, string sqlite) => Kind == StoreKind.Postgres ? postgres : sqlite;

    /// <summary>
    /// Runs <paramref name="work"/> in one writing transaction and commits. Rolls back when it throws. An exception from the commit itself
    /// leaves the outcome unknown: callers rely on unique keys and fences, never on having seen the answer.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="work"/> on a connection that reads.</summary>
    public abstract Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Reads, on the writing connection where the file may not exist yet.</summary>
    public virtual Task<T> ReadOrWriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => ReadAsync(work, cancellationToken);

    /// <summary>Runs all statements in one transaction of their own, in one round trip where the store has round trips.</summary>
    public abstract Task<int[]> RunAsync(IReadOnlyList<StoreStatement> statements, CancellationToken cancellationToken);

    /// <summary>The same for a thread of its own that may wait.</summary>
    public abstract int[] Run(IReadOnlyList<StoreStatement> statements);

    /// <summary>Refuses a store that would lose what it has confirmed (promise P1), with what to change.</summary>
    public abstract Task EnsureDurableAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Overwrites what was erased where the store keeps copies of it: SQLite's pages keep them where rows have moved. Takes as long as writing the whole file
    /// anew, and as much room. PostgreSQL does it in its next vacuum.
    /// </summary>
    public virtual Task OverwriteErasedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>One line for <c>check</c>: what and where, without secrets.</summary>
    public abstract string Describe();

    public abstract ValueTask DisposeAsync();

    public Task WriteAsync(Func<StoreSession, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await work(session);
                return true;
            },
            cancellationToken);

    /// <summary>Whether trying again, perhaps later, can help: connection trouble, deadlock, serialisation, a lock held too long.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>Whether a unique constraint refused the write.</summary>
    public abstract bool IsUniqueViolation(DbException exception);
}
