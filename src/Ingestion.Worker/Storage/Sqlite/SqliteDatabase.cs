using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ingestion.Worker.Storage.Sqlite;

/// <summary>
/// SQLite: one file, one process. Exactly one connection writes and checkpoints (the bundled library has a WAL-reset race with several
/// writers); reading connections only read.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>Pages of the log after which it goes into the file.</summary>
    private const int CheckpointAfter = 4_000;

    /// <summary>For a log on its way into the file when the store is closed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    // SQLITE_DBSTATUS_CACHE_WRITE
    private const int PagesWrittenStatus = 9;

    private readonly string file;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly SqliteFileLock? fileLock;
    private SqliteConnection? writer;
    private bool isDisposed;
    private SqliteStatementCache? statements;

    /// <param name="file">The database file; its folder is made when missing.</param>
    /// <param name="readOnly">For commands beside a running worker: takes no lock and never writes.</param>
    public SqliteDatabase(string file, bool readOnly = false)
    {
        StoreTypes.Register();
        this.file = Path.GetFullPath(file);
        if (Directory.Exists(this.file))
        {
            throw new StoreRefusedException($"Database:File names a folder, {this.file}: name the file in it, such as {Path.Combine(this.file, "ingestion.db")}");
        }

        if (readOnly)
        {
            if (!File.Exists(this.file))
            {
                throw new StoreRefusedException($"there is no database at {this.file}; run `migrate` or start the worker first");
            }

            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(this.file)!);
        fileLock = SqliteFileLock.Take(this.file);
    }

    public override StoreKind Kind => StoreKind.Sqlite;

    public override string Now => "CAST(unixepoch('subsec') * 1000 AS integer)";

    public override string NowPlus(string seconds) => $"CAST((unixepoch('subsec') + ({seconds})) * 1000 AS integer)";

    public override string In(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object List(IReadOnlyList<string> values) => JsonSerializer.Serialize(values, StoreJson.Default.IReadOnlyListString);

    public override object List(IReadOnlyList<Guid> values) => List([.. values.Select(value => value.ToString("N"))]);

    public override object List(IReadOnlyList<long> values) => JsonSerializer.Serialize(values, StoreJson.Default.IReadOnlyListInt64);

    public override async Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var (connection, prepared) = Writer();
            await using var transaction = connection.BeginTransaction(deferred: false);
            var result = await work(new SqliteSession(this, connection, transaction, prepared, cancellationToken));
            transaction.Commit();
            return result;
        }
        finally
        {
            EndWriting();
        }
    }

    public override int[] Run(IReadOnlyList<StoreStatement> statements)
    {
        writing.Wait();
        try
        {
            var (connection, prepared) = Writer();
            using var transaction = connection.BeginTransaction(deferred: false);
            var touched = new SqliteSession(this, connection, transaction, prepared, CancellationToken.None).Run(statements);
            transaction.Commit();
            return touched;
        }
        finally
        {
            EndWriting();
        }
    }

    public override async Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!readers.TryTake(out var connection))
        {
            connection = Open(SqliteOpenMode.ReadOnly);
        }

        try
        {
            var result = await work(new SqliteSession(this, connection, null, null, cancellationToken));
            readers.Add(connection);
            return result;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task<T> ReadOrWriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        fileLock is null ? ReadAsync(work, cancellationToken) : WriteAsync(work, cancellationToken);

    public override Task<int[]> RunAsync(IReadOnlyList<StoreStatement> statements, CancellationToken cancellationToken) =>
        WriteAsync(session => session.RunAsync(statements), cancellationToken);

    public override async Task EnsureDurableAsync(CancellationToken cancellationToken)
    {
        var (journal, synchronous) = await WriteAsync(
            async session => (
                await session.QuerySingleAsync<string>("PRAGMA journal_mode"),
                await session.QuerySingleAsync<long>("PRAGMA synchronous")),
            cancellationToken);
        if (journal != "wal" || synchronous < 2)
        {
            throw new StoreRefusedException($"SQLite runs with journal_mode={journal} and synchronous={synchronous}: a power cut would lose accepted messages (is the file on a network share?)");
        }
    }

    public override async Task OverwriteErasedAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var (connection, _) = Writer();
            await using var command = connection.CreateCommand();

            // the copy that is made of the file has no room in memory
            command.CommandText = "PRAGMA temp_store = FILE; VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA temp_store = MEMORY;";
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            EndWriting();
        }
    }

    public override string Describe() => $"SQLite {file}";

    public override bool IsTransient(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 } or IOException;

    public override bool IsUniqueViolation(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 };

    public override async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        var isQuiet = await writing.WaitAsync(LongestWait);
        try
        {
            statements?.Dispose();
            foreach (var reader in readers)
            {
                await reader.DisposeAsync();
            }

            if (writer is not null)
            {
                await writer.DisposeAsync();
            }
        }
        finally
        {
            fileLock?.Dispose();
            if (isQuiet)
            {
                // Whoever still waits to write is told that it is over.
                writing.Release();
            }
        }
    }

    /// <summary>Lets the next one write; before that, now and then, moves the log into the file. Whoever just committed does not wait for that.</summary>
    private void EndWriting()
    {
        if (writer?.Handle is not { } handle || PagesWritten(handle, reset: false) < CheckpointAfter)
        {
            writing.Release();
            return;
        }

        PagesWritten(handle, reset: true);
        _ = Task.Run(() =>
        {
            try
            {
                // Left undone, it is done with the next one: the log has everything meanwhile.
                raw.sqlite3_wal_checkpoint_v2(handle, null!, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
            }
            finally
            {
                writing.Release();
            }
        });
    }

    private static int PagesWritten(sqlite3 connection, bool reset)
    {
        raw.sqlite3_db_status(connection, PagesWrittenStatus, out var pages, out _, reset ? 1 : 0);
        return pages;
    }

    private (SqliteConnection Connection, SqliteStatementCache Statements) Writer()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (fileLock is null)
        {
            throw new StoreRefusedException("this database was opened for reading only");
        }

        writer ??= OpenWriter();
        statements ??= new SqliteStatementCache(writer);
        return (writer, statements);
    }

    private SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -8000;
            PRAGMA temp_store = MEMORY;
            """;
        command.ExecuteNonQuery();
        return connection;
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 20,
        }.ToString());
        connection.Open();
        return connection;
    }
}
