using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Postgres;
using Ingestion.Worker.Tests.Core;
using Npgsql;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

public sealed class PostgresDurabilityTests() : StoreTests(StoreKind.Postgres)
{
    private protected override bool Migrates => false;

    [Theory]
    [InlineData("off")]
    [InlineData("local")]
    public async Task EnsureDurableAsync_RoleThatCommitsWithoutTheDisk_IsRefused(string setting)
    {
        await ExecuteAsync($"ALTER ROLE CURRENT_USER IN DATABASE {Store.Postgres!.Name} SET synchronous_commit = '{setting}'");
        var connection = new NpgsqlConnectionStringBuilder(Store.Postgres.ConnectionString) { ApplicationName = "durability-" + setting };
        await using var database = new PostgresDatabase(connection.ConnectionString, 2);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => database.EnsureDurableAsync(CancellationToken.None));

        Assert.Contains($"synchronous_commit={setting}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("set it to on", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsTransient_ServerThatGoesAway_IsTrue()
    {
        await Store.Postgres!.CutAsync();
        try
        {
            var faults = new List<Exception>();
            for (var i = 0; i < 3; i++)
            {
                faults.Add(await Assert.ThrowsAnyAsync<Exception>(() => SingleAsync<long>("SELECT count(*) FROM pg_class")));
            }

            // 55000: the database takes no connections, as the test has it; a server that is down refuses the socket.
            Assert.All(faults, fault => Assert.True(Database.IsTransient(fault) || fault is PostgresException { SqlState: "55000" }, fault.ToString()));
        }
        finally
        {
            await Store.Postgres.RestoreAsync();
        }

        await using var nowhere = new PostgresDatabase("Host=127.0.0.1;Port=1;Username=nobody;Database=none", 2);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => nowhere.EnsureDurableAsync(CancellationToken.None));
        Assert.True(nowhere.IsTransient(refused));
    }

    [Fact]
    public async Task LockAsync_HeldByAFrozenWorker_IsFreeAfterAWhile()
    {
        Assert.Equal("15s", await SingleAsync<string>("SHOW idle_in_transaction_session_timeout"));
        var connection = new NpgsqlConnectionStringBuilder(Store.Postgres!.ConnectionString) { ApplicationName = "frozen", Options = "-c idle_in_transaction_session_timeout=500" };
        await using var freezing = new PostgresDatabase(connection.ConnectionString, 2);
        var held = new TaskCompletionSource();
        var wakes = new TaskCompletionSource();
        var frozen = freezing.WriteAsync(
            async session =>
            {
                await session.LockAsync(["inbox"]);
                held.SetResult();
                await wakes.Task;
                await session.QuerySingleAsync<int>("SELECT 1");
            },
            CancellationToken.None);
        await held.Task;

        await Database.WriteAsync(session => session.LockAsync(["inbox"]), CancellationToken.None);
        wakes.SetResult();
        Assert.True(freezing.IsTransient(await Assert.ThrowsAnyAsync<Exception>(() => frozen)));
    }

    [Fact]
    public async Task LockAsync_SameNames_WaitsForTheOtherTransaction()
    {
        var another = Store.Another();
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var first = Database.WriteAsync(
            async session =>
            {
                await session.LockAsync(["b", "a"]);
                held.SetResult();
                await release.Task;
            },
            CancellationToken.None);
        await held.Task;

        var free = another.WriteAsync(session => session.LockAsync(["c"]), CancellationToken.None);
        await free;
        var blocked = another.WriteAsync(session => session.LockAsync(["a", "d"]), CancellationToken.None);
        await TestSupport.Wait.UntilAsync(
            async () => await WaitingForLocksAsync() == 1,
            "the second transaction waits");

        Assert.False(blocked.IsCompleted);
        release.SetResult();
        await Task.WhenAll(first, blocked);
    }
}
