using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

public abstract class MigrationContract : StoreTests
{
    private protected MigrationContract(StoreKind kind)
        : base(kind)
    {
    }

    private protected override bool Migrates => false;

    [Fact]
    public async Task MigrateAsync_Twice_AppliesEachStepOnce()
    {
        var first = await Migrator.MigrateAsync(Database, CancellationToken.None);
        var second = await Migrator.MigrateAsync(Database, CancellationToken.None);

        Assert.NotEmpty(first);
        Assert.Empty(second);
        await Migrator.EnsureCurrentAsync(Database, CancellationToken.None);
    }

    [Fact]
    public async Task MigrateAsync_ByFourAtOnce_AppliesEachStepOnce()
    {
        var another = Store.Another();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Migrator.MigrateAsync(i % 2 == 0 ? Database : another, CancellationToken.None))));

        var steps = applied.SelectMany(names => names).ToList();
        Assert.NotEmpty(steps);
        Assert.Equal(steps.Count, steps.Distinct().Count());
        Assert.Equal(steps.Count, await SingleAsync<long>("SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task EnsureCurrentAsync_EmptyDatabase_SaysToMigrate()
    {
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Migrator.EnsureCurrentAsync(Database, CancellationToken.None));

        Assert.Contains("migrate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_SchemaOfANewerProgram_RefusesAndChangesNothing()
    {
        await Migrator.MigrateAsync(Database, CancellationToken.None);
        await ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (900, 'of the future')");

        var migrating = await Assert.ThrowsAsync<StoreRefusedException>(() => Migrator.MigrateAsync(Database, CancellationToken.None));
        var starting = await Assert.ThrowsAsync<StoreRefusedException>(() => Migrator.EnsureCurrentAsync(Database, CancellationToken.None));

        Assert.Contains("newer", migrating.Message, StringComparison.Ordinal);
        Assert.Contains("newer", starting.Message, StringComparison.Ordinal);
        Assert.Equal(900, await SingleAsync<long>("SELECT max(version) FROM schema_version"));
    }

    [Fact]
    public async Task MigrateAsync_DatabaseOfAnotherProgram_SaysSoAndChangesNothing()
    {
        await ExecuteAsync("CREATE TABLE complaint (id integer)");

        foreach (var looking in (Func<Task>[])[
            () => Migrator.MigrateAsync(Database, CancellationToken.None), () => Migrator.EnsureCurrentAsync(Database, CancellationToken.None), () => Migrator.IsOlderAsync(Database, CancellationToken.None)])
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(looking);
            Assert.Contains("belongs to another program", refused.Message, StringComparison.Ordinal);
        }

        await ExecuteAsync("CREATE TABLE schema_version (id integer)");
        Assert.Contains("belongs to another program", (await Assert.ThrowsAsync<StoreRefusedException>(() => Migrator.MigrateAsync(Database, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAsync_KilledBetweenItsFirstTwoTransactions_GoesOn()
    {
        await ExecuteAsync("CREATE TABLE schema_version (version integer PRIMARY KEY, name text NOT NULL)");

        Assert.NotEmpty(await Migrator.MigrateAsync(Database, CancellationToken.None));
    }

    [Fact]
    public async Task EnsureDurableAsync_StoreAsItIsSetUp_IsFit() => await Database.EnsureDurableAsync(CancellationToken.None);
}
