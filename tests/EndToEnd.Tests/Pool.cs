using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The pool read from outside, beside a running worker.</summary>
internal sealed class Pool
{
    private readonly Func<DbConnection> connect;
    private readonly Func<DbConnection> connectToWrite;

    private Pool(Func<DbConnection> connect, Func<DbConnection> connectToWrite) => (this.connect, this.connectToWrite) = (connect, connectToWrite);

    public static Pool OfSqlite(string file)
    {
        return new(() => Open(SqliteOpenMode.ReadOnly), () => Open(SqliteOpenMode.ReadWrite));

        SqliteConnection Open(SqliteOpenMode mode) => new(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
    }

    public static Pool OfPostgres(string connectionString)
    {
        return new(Open, Open);

        NpgsqlConnection Open() => new(connectionString);
    }

    /// <summary>Changes the pool from outside; on SQLite only while no worker runs.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = connectToWrite();
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async Task<long> CountAsync(string sql, object? parameters = null) => (await QueryAsync<long>(sql, parameters))[0];

    /// <summary>Waits until the count is reached.</summary>
    public Task WaitForAsync(long count, string sql, TimeSpan? atMost = null) =>
        Wait.UntilAsync(async () => await CountAsync(sql) >= count, $"{count} rows of: {sql}", atMost);

    /// <summary>Waits until that many messages have their outcome.</summary>
    public Task WaitForDecidedAsync(long messages, TimeSpan? atMost = null) => WaitForAsync(messages, "SELECT count(*) FROM ledger", atMost);

    /// <summary>Waits until nothing accepted is undecided and nothing to be sent is unsent.</summary>
    public Task WaitUntilQuietAsync(TimeSpan? atMost = null) =>
        Wait.UntilAsync(
            async () => await CountAsync("SELECT (SELECT count(*) FROM inbox WHERE parked_at IS NULL) + (SELECT count(*) FROM outbox WHERE state = 'waiting')") == 0,
            "the pool is quiet",
            atMost ?? TimeSpan.FromMinutes(3));

    /// <summary>
    /// Gives the worker the time to accept that many messages and to finish them. Does not complain when it has not: the reckoning that
    /// follows says what is missing.
    /// </summary>
    public async Task SettleAsync(long messages, TimeSpan? atMost = null)
    {
        try
        {
            await WaitForAsync(messages, "SELECT count(*) FROM message", atMost ?? TimeSpan.FromMinutes(3));
            await WaitUntilQuietAsync(atMost);
        }
        catch (TimeoutException)
        {
            // a lost message never comes
        }
    }
}
