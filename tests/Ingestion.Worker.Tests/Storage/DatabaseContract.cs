using System.Data.Common;
using System.Text;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

/// <summary>What every store must do alike.</summary>
public abstract class DatabaseContract : StoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, 123, TimeSpan.Zero);

    private protected DatabaseContract(StoreKind kind)
        : base(kind)
    {
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public async Task RunAsync_RowsOfEveryType_ReadBackAsWritten(int count)
    {
        await CreateSampleAsync();
        var rows = new InsertRows("sample");
        var id = rows.Int64("id");
        var big = rows.OptionalInt64("big");
        var small = rows.Int32("small");
        var flag = rows.Boolean("flag");
        var part = rows.Real("part");
        var words = rows.Text("words");
        var json = rows.Json("json");
        var bytes = rows.Bytes("bytes");
        var time = rows.Time("time");
        var day = rows.Date("day");
        var key = rows.Uuid("key");
        Add(1, long.MaxValue, int.MinValue, true, "‏سلام İıŞ 😀 ' \" \\ \n", """{"a": "ü", "b":[1]}""", [0, 255, 7], Noon.ToOffset(TimeSpan.FromHours(4)), new DateOnly(2026, 2, 28));
        Add(2, null, 0, false, null, null, [], null, new DateOnly(1, 1, 2));
        Add(3, long.MinValue, int.MaxValue, true, "", "[]", new byte[100_000], DateTimeOffset.UnixEpoch, new DateOnly(9999, 12, 30));
        for (var more = 4; more <= count; more++)
        {
            Add(more, -more, more, false, new string('ş', more), "{}", [(byte)more], Noon.AddMilliseconds(more), new DateOnly(2026, 1, 1).AddDays(more));
        }

        var touched = await Database.WriteAsync(session => session.RunAsync([rows]), CancellationToken.None);

        Assert.Equal(count, Assert.Single(touched));
        var found = await QueryAsync<SampleRow>("SELECT id, big, small, flag, part, words, CAST(json AS text) AS json, bytes, time, CAST(day AS text) AS day, key FROM sample ORDER BY id");
        Assert.Equal(count, found.Count);
        Assert.All(found.Skip(3), row => Assert.Equal(
            (-row.Id, (int)row.Id, new string('ş', (int)row.Id), Noon.AddMilliseconds(row.Id), (byte)row.Id), (row.Big, row.Small, row.Words, row.Time, Assert.Single(row.Bytes!))));
        Assert.Equal(long.MaxValue, found[0].Big);
        Assert.Equal(int.MinValue, found[0].Small);
        Assert.True(found[0].Flag);
        Assert.Equal([int.MinValue / 8f, null, int.MaxValue / 8f], found.Take(3).Select(row => row.Part));
        Assert.Equal("‏سلام İıŞ 😀 ' \" \\ \n", found[0].Words);
        Assert.Equal("""{"a": "ü", "b":[1]}""", found[0].Json);
        Assert.Equal([0, 255, 7], found[0].Bytes!);
        Assert.Equal(Noon, found[0].Time);
        Assert.Equal(TimeSpan.Zero, found[0].Time!.Value.Offset);
        Assert.Equal("2026-02-28", found[0].Day);
        Assert.Null(found[1].Big);
        Assert.False(found[1].Flag);
        Assert.Null(found[1].Words);
        Assert.Null(found[1].Json);
        Assert.Empty(found[1].Bytes!);
        Assert.Null(found[1].Time);
        Assert.Equal("0001-01-02", found[1].Day);
        Assert.Equal(long.MinValue, found[2].Big);
        Assert.Equal("", found[2].Words);
        Assert.Equal(100_000, found[2].Bytes!.Length);
        Assert.Equal(DateTimeOffset.UnixEpoch, found[2].Time);
        Assert.Equal("9999-12-30", found[2].Day);
        Assert.Equal(Enumerable.Range(1, count).Select(id => Key(id)), found.Select(row => row.Key));
        Assert.Equal(2, await SingleAsync<long>($"SELECT count(*) FROM sample WHERE {Database.In("key", "@keys")}", new { keys = Database.List([Key(1), Key(3), Key(999)]) }));
        Assert.Equal(1, await SingleAsync<long>("SELECT count(*) FROM sample WHERE key = @key", new { key = Key(2) }));

        static Guid Key(long id) => new((int)id, 0x1234, 0x7f00, [0xff, 0, 1, 2, 3, 4, 5, (byte)id]);

        void Add(long newId, long? newBig, int newSmall, bool newFlag, string? newWords, string? newJson, byte[] newBytes, DateTimeOffset? newTime, DateOnly newDay)
        {
            id.Add(newId);
            big.Add(newBig);
            small.Add(newSmall);
            flag.Add(newFlag);
            part.Add(newFlag ? newSmall / 8f : null);
            words.Add(newWords);
            json.Add(newJson is null ? null : Encoding.UTF8.GetBytes(newJson));
            bytes.Add(newBytes);
            time.Add(newTime);
            day.Add(newDay);
            key.Add(Key(newId));
        }
    }

    [Fact]
    public async Task RunAsync_SeveralStatements_CountsRowsOfEachAndSkipsEmptyOnes()
    {
        await CreateSampleAsync();
        var insert = Numbers("sample", 1, 2, 3);
        var nothing = new InsertRows("sample");
        nothing.Int64("id");
        var update = new UpdateRows(
            "UPDATE sample SET small = v.id + 10 FROM v WHERE sample.id = v.id",
            "UPDATE sample SET small = @id + 10 WHERE id = @id");
        var updated = update.Int64("id");
        updated.Add(2);
        updated.Add(3);
        updated.Add(99);

        var touched = await Database.RunAsync([insert, nothing, update], CancellationToken.None);

        Assert.Equal([3, 0, 2], touched);
        var small = await QueryAsync<int>("SELECT small FROM sample ORDER BY id");
        Assert.Equal([0, 12, 13], small);
    }

    [Fact]
    public async Task RunAsync_OneStatementFails_LeavesNothingOfTheOthers()
    {
        await CreateSampleAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => Database.RunAsync([Numbers("sample", 1, 2), Numbers("sample", 3, 1)], CancellationToken.None));

        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM sample"));
        Assert.Equal(1, Assert.Single(await Database.RunAsync([Numbers("sample", 3)], CancellationToken.None)));
    }

    [Fact]
    public async Task RunAsync_ConflictAmongManyRows_LeavesNothingAndTheStoreWorksOn()
    {
        await CreateSampleAsync();
        long[] ids = [.. Enumerable.Range(1, 200), 150];

        var refused = await Assert.ThrowsAnyAsync<DbException>(
            () => Database.WriteAsync(session => session.RunAsync([Numbers("sample", 900), Numbers("sample", ids)]), CancellationToken.None));

        Assert.True(Database.IsUniqueViolation(refused));
        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM sample"));
        Assert.Equal(1, Assert.Single(await Database.RunAsync([Numbers("sample", 150)], CancellationToken.None)));
    }

    [Fact]
    public async Task RunAsync_ConflictThatIsToBeIgnored_CountsOnlyNewRows()
    {
        await CreateSampleAsync();
        await Database.RunAsync([Numbers("sample", 1, 2)], CancellationToken.None);

        var touched = await Database.RunAsync([Numbers("sample", "(id) DO NOTHING", 2, 3, 4)], CancellationToken.None);

        Assert.Equal([2], touched);
    }

    [Fact]
    public async Task WriteAsync_WorkThrows_RollsBackAndTheStoreWorksOn()
    {
        await CreateSampleAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO sample (id) VALUES (1)");
                throw new InvalidOperationException("stop");
            },
            CancellationToken.None));

        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM sample"));
        Assert.Equal(1, await ExecuteAsync("INSERT INTO sample (id) VALUES (1)"));
    }

    [Fact]
    public async Task In_ListsOfAnySizeAndContent_MatchExactly()
    {
        await CreateSampleAsync();
        string[] words = ["plain", "it's", "a\"b", "back\\slash", "%", "İstanbul"];
        await Database.WriteAsync(
            async session =>
            {
                for (var i = 0; i < words.Length; i++)
                {
                    await session.ExecuteAsync("INSERT INTO sample (id, words) VALUES (@i, @word)", new { i, word = words[i] });
                }
            },
            CancellationToken.None);

        var sql = $"SELECT words FROM sample WHERE {Database.In("words", "@list")} ORDER BY id";
        Assert.Equal(words, await QueryAsync<string>(sql, new { list = Database.List(words) }));
        Assert.Empty(await QueryAsync<string>(sql, new { list = Database.List(Array.Empty<string>()) }));
        Assert.Empty(await QueryAsync<string>(sql, new { list = Database.List(["PLAIN", "istanbul"]) }));
        var ids = Enumerable.Range(3, 5000).Select(number => (long)number).ToList();
        Assert.Equal(3, await SingleAsync<long>($"SELECT count(*) FROM sample WHERE {Database.In("id", "@ids")}", new { ids = Database.List(ids) }));
    }

    [Fact]
    public async Task NowPlus_Seconds_IsInTheDatabasesTime()
    {
        await CreateSampleAsync();
        var (now, later) = await SingleAsync<(DateTimeOffset, DateTimeOffset)>($"SELECT {Database.Now}, {Database.NowPlus("@seconds")}", new { seconds = 1.5 });

        Assert.Equal(1500, (later - now).TotalMilliseconds, 2.0);
        Assert.True((TimeProvider.System.GetUtcNow() - now).Duration() < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task IsUniqueViolation_OfRealFaults_TellsThemApart()
    {
        await CreateSampleAsync();
        await ExecuteAsync("INSERT INTO sample (id, words) VALUES (1, 'x')");
        await ExecuteAsync("CREATE UNIQUE INDEX sample_words ON sample (words)");

        var key = await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("INSERT INTO sample (id) VALUES (1)"));
        var index = await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("INSERT INTO sample (id, words) VALUES (2, 'x')"));
        var missing = await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("INSERT INTO sample (id, small) VALUES (3, NULL)"));
        var syntax = await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync("INSERT INTO nowhere (id) VALUES (1)"));

        Assert.True(Database.IsUniqueViolation(key));
        Assert.True(Database.IsUniqueViolation(index));
        Assert.False(Database.IsUniqueViolation(missing));
        Assert.False(Database.IsUniqueViolation(syntax));
        Assert.All(new Exception[] { key, index, missing, syntax, new InvalidOperationException() }, fault => Assert.False(Database.IsTransient(fault)));
    }

    [Fact]
    public async Task InstallationKey_OfTwoWorkersAtOnce_IsOneKey()
    {
        await Migrator.MigrateAsync(Database, CancellationToken.None);
        var another = Store.Another();

        var keys = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => InstallationKey.GetAsync(i % 2 == 0 ? Database : another, "some-key", CancellationToken.None)));
        var other = await InstallationKey.GetAsync(Database, "other-key", CancellationToken.None);

        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(32, other.Length);
        Assert.NotEqual(keys[0], other);
    }

    [Fact]
    public async Task IdBlock_TwoWorkersManyTasks_NeverGiveAnIdTwice()
    {
        await Migrator.MigrateAsync(Database, CancellationToken.None);
        IdBlock[] blocks = [new(Database, "id", 32), new(Store.Another(), "id", 32)];

        var taken = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(async () =>
        {
            var count = (i % 50) + 1;
            var first = await blocks[i % 2].TakeAsync(count, CancellationToken.None);
            return Enumerable.Range(0, count).Select(step => first + step);
        })));

        var all = taken.SelectMany(ids => ids).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, id => Assert.True(id > 0));
    }

    [Fact]
    public async Task IdBlock_OneWorker_GivesGrowingIds()
    {
        await Migrator.MigrateAsync(Database, CancellationToken.None);
        var block = new IdBlock(Database, "id", 4);
        var last = 0L;
        foreach (var count in (int[])[1, 3, 2, 100, 1])
        {
            var first = await block.TakeAsync(count, CancellationToken.None);
            Assert.True(first > last);
            last = first + count - 1;
        }
    }

    private protected override bool Migrates => false;

    private static InsertRows Numbers(string table, params long[] ids) => Numbers(table, null, ids);

    private static InsertRows Numbers(string table, string? onConflict, params long[] ids)
    {
        var rows = new InsertRows(table, onConflict);
        var id = rows.Int64("id");
        foreach (var number in ids)
        {
            id.Add(number);
        }

        return rows;
    }

    private Task<int> CreateSampleAsync() => ExecuteAsync(Database.Sql(
        "CREATE TABLE sample (id bigint PRIMARY KEY, big bigint, small integer NOT NULL DEFAULT 0, flag boolean, part real, words text, json json, bytes bytea, time timestamptz, day date, key uuid)",
        "CREATE TABLE sample (id integer PRIMARY KEY, big integer, small integer NOT NULL DEFAULT 0, flag integer, part real, words text, json text, bytes blob, time integer, day text, key text) STRICT"));

    private sealed record SampleRow
    {
        public long Id { get; init; }

        public long? Big { get; init; }

        public int Small { get; init; }

        public bool Flag { get; init; }

        public float? Part { get; init; }

        public string? Words { get; init; }

        public string? Json { get; init; }

        public byte[]? Bytes { get; init; }

        public DateTimeOffset? Time { get; init; }

        public string? Day { get; init; }

        public Guid Key { get; init; }
    }
}
