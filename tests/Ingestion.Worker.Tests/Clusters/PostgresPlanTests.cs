using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Postgres;
using Ingestion.Worker.Tests.Core;
using Npgsql;
using Xunit;

namespace Ingestion.Worker.Tests.Clusters;

public sealed class PostgresPlanTests() : PlanContract(StoreKind.Postgres)
{
    /// <summary>A database of its own: one that was used before still hears from idle sessions what they scanned when it was emptied.</summary>
    private protected override bool Migrates => false;

    [Theory]
    [InlineData("-c enable_seqscan=on -c enable_bitmapscan=on -c plan_cache_mode=auto")]
    [InlineData("")]
    public async Task Match_InALargePool_ScansNoTable(string planner)
    {
        await Migrator.MigrateAsync(Database, CancellationToken.None);
        await FillAsync();
        await ExecuteAsync("SELECT pg_stat_force_next_flush()");
        var sessions = await SessionsAsync();
        var before = await ScansAsync();
        var settings = new NpgsqlConnectionStringBuilder(Store.Postgres!.ConnectionString) { Options = planner };
        await using (var database = new PostgresDatabase(settings.ConnectionString, 4))
        await using (var core = new CoreOnStore(database) { IntakeSettings = new() })
        {
            await ActAsync(core);
        }

        // A session tells its last scans when it ends, which is after the client has hung up.
        await TestSupport.Wait.UntilAsync(async () => await SessionsAsync() <= sessions, "the worker's sessions have ended");
        var after = await ScansAsync();
        Assert.Equal(Tables.Order(StringComparer.Ordinal), after.Keys.Where(Tables.Contains).Order(StringComparer.Ordinal));
        Assert.All(Tables, table => Assert.True(before[table] == after[table], $"{table} was scanned {after[table] - before[table]} times"));

        // The count works: this is what a scan looks like.
        await ExecuteAsync("SET enable_seqscan = on");
        await ExecuteAsync("SELECT count(*) FROM complaint WHERE channel = 'none'");
        await ExecuteAsync("SELECT pg_stat_force_next_flush()");
        Assert.True((await ScansAsync())["complaint"] > after["complaint"]);
    }

    private Task<long> SessionsAsync() => SingleAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'");

    private async Task<Dictionary<string, long>> ScansAsync() =>
        (await QueryAsync<(string Table, long Scans)>("SELECT relname::text, seq_scan FROM pg_stat_user_tables")).ToDictionary(row => row.Table, row => row.Scans, StringComparer.Ordinal);
}
