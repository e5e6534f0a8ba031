using System.Globalization;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Sqlite;
using Ingestion.Worker.Tests.Core;
using Microsoft.Data.Sqlite;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

public sealed class SqliteFileTests() : StoreTests(StoreKind.Sqlite)
{
    [Fact]
    public void Open_FileThatAnotherHolds_IsRefusedAndNamesTheHolder()
    {
        var refused = Assert.Throws<StoreRefusedException>(() => new SqliteDatabase(Store.File));

        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        Assert.Contains(Store.File, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterTheHolderHasGone_Works()
    {
        using var folder = new TempFolder();
        var file = folder["sub/pool.db"];
        await using (var first = new SqliteDatabase(file))
        {
            await Migrator.MigrateAsync(first, CancellationToken.None);
        }

        await using var second = new SqliteDatabase(file);
        await Migrator.EnsureCurrentAsync(second, CancellationToken.None);
    }

    [Fact]
    public async Task Close_WhileSomeWaitToWrite_TellsThem()
    {
        using var folder = new TempFolder();
        var database = new SqliteDatabase(folder["pool.db"]);
        var hold = new TaskCompletionSource();
        var held = database.WriteAsync(async _ => { await hold.Task; return 0; }, CancellationToken.None);
        var closing = database.DisposeAsync();
        var waiting = Enumerable.Range(0, 3).Select(_ => database.WriteAsync(_ => Task.FromResult(0), CancellationToken.None)).ToList();

        hold.SetResult();
        await held;
        await closing;

        foreach (var write in waiting)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => write.WaitAsync(TimeSpan.FromSeconds(30)));
        }
    }

    [Fact]
    public async Task Write_ManyPages_GoIntoTheFileBeforeTheNextWrites()
    {
        const int Bytes = 1 << 20;
        for (var i = 0; i < 20; i++)
        {
            await ExecuteAsync($"INSERT INTO word_frequency (id, messages, counts) VALUES ({100 + i}, 1, zeroblob({Bytes}))");
        }

        Assert.InRange(new FileInfo(Store.File).Length, 14 * Bytes, 21 * Bytes);
        Assert.Equal(20, await SingleAsync<long>("SELECT count(*) FROM word_frequency"));
    }

    [Fact]
    public async Task ReadOnly_BesideAWorker_ReadsAndNeverWrites()
    {
        await ExecuteAsync("INSERT INTO installation (name, value) VALUES ('seen', 'yes')");
        await using var beside = new SqliteDatabase(Store.File, readOnly: true);

        Assert.Equal("yes", await beside.ReadAsync(session => session.QuerySingleAsync<string>("SELECT value FROM installation WHERE name = 'seen'"), CancellationToken.None));
        await Migrator.EnsureCurrentAsync(beside, CancellationToken.None);
        await Assert.ThrowsAsync<StoreRefusedException>(() => beside.WriteAsync(session => session.ExecuteAsync("DELETE FROM installation"), CancellationToken.None));
    }

    [Fact]
    public void ReadOnly_NoFile_IsRefused()
    {
        using var folder = new TempFolder();

        Assert.Throws<StoreRefusedException>(() => new SqliteDatabase(folder["none.db"], readOnly: true));
        Assert.False(File.Exists(folder["none.db"]));
    }

    [Fact]
    public async Task WritingConnection_IsSetForPowerCuts()
    {
        var (journal, synchronous) = await Database.WriteAsync(
            async session => (await session.QuerySingleAsync<string>("PRAGMA journal_mode"), await session.QuerySingleAsync<long>("PRAGMA synchronous")), CancellationToken.None);

        Assert.Equal("wal", journal);
        Assert.Equal(2, synchronous);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(10, true)]
    [InlineData(13, true)]
    [InlineData(11, false)]
    [InlineData(19, false)]
    public void IsTransient_ByErrorCode_TellsWhatCanHeal(int code, bool transient) =>
        Assert.Equal(transient, Database.IsTransient(new SqliteException("told", code)));
}
