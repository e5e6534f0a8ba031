using Ingestion.Worker.Storage;
using Xunit;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Tests that run on both stores: each subclass names one.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private readonly StoreKind kind;
    private TestStore? store;

    private protected StoreTests(StoreKind kind) => this.kind = kind;

    private protected TestStore Store => store!;

    private protected Database Database => Store.Database;

    private protected virtual bool Migrates => true;

    public virtual async ValueTask InitializeAsync() => store = await TestStore.CreateAsync(kind, Migrates);

    public virtual async ValueTask DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected Task<List<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        Database.ReadAsync(session => session.QueryAsync<T>(sql, parameters), CancellationToken.None);

    private protected Task<T> SingleAsync<T>(string sql, object? parameters = null) =>
        Database.ReadAsync(session => session.QuerySingleAsync<T>(sql, parameters), CancellationToken.None);

    /// <summary>How many transactions on this database wait for another one's lock (PostgreSQL).</summary>
    private protected Task<long> WaitingForLocksAsync() =>
        SingleAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    private protected Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Database.WriteAsync(session => session.ExecuteAsync(sql, parameters), CancellationToken.None);
}
