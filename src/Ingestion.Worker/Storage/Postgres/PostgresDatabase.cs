using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Ingestion.Worker.Storage.Postgres;

/// <summary>PostgreSQL 13 or newer: many workers share one pool.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>
    /// Everything that the worker asks is found by a key. New tables have no statistics, and the planner would read them whole for a list of
    /// keys, or sort it by the key; planning again for each batch costs as much as the look-up.
    /// </summary>
    private const string Planner = "-c enable_seqscan=off -c enable_bitmapscan=off -c jit=off -c plan_cache_mode=force_generic_plan";

    /// <summary>
    /// A worker that is frozen in a transaction (a paused machine, a host that died behind an open connection) keeps its locks, and all others would wait for
    /// as long as it sleeps. The server ends such a transaction; none of ours is idle for longer than a moment.
    /// </summary>
    private const string Frozen = "-c idle_in_transaction_session_timeout=15s";

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnectionStringBuilder settings;

    public PostgresDatabase(string connectionString, int maxConnections)
    {
        settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = maxConnections,
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            ApplicationName = "ingestion-worker",
            NoResetOnClose = true,
            ReadBufferSize = 32768,
            WriteBufferSize = 32768,
        };
        if (settings.CommandTimeout == 30)
        {
            settings.CommandTimeout = 20;
        }

        settings.Options = $"{Planner} {Frozen} {settings.Options}".Trim();
        if (settings.KeepAlive == 0)
        {
            settings.KeepAlive = 15;
        }

        source = NpgsqlDataSource.Create(settings);
        StoreTypes.Register();
    }

    public override StoreKind Kind => StoreKind.Postgres;

    public override string Now => "now()";

    public override string NowPlus(string seconds) => $"now() + ({seconds}) * interval '1 second'";

    public override string In(string column, string parameter) => $"{column} = ANY({parameter})";

    public override object List(IReadOnlyList<string> values) => values as string[] ?? [.. values];

    public override object List(IReadOnlyList<Guid> values) => values as Guid[] ?? [.. values];

    public override object List(IReadOnlyList<long> values) => values as long[] ?? [.. values];

    public override async Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(new PostgresSession(this, connection, transaction, cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override async Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await work(new PostgresSession(this, connection, null, cancellationToken));
    }

    public override async Task EnsureDurableAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'), current_setting('server_version_num')::int",
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetInt32(3) < 130000)
        {
            throw new StoreRefusedException("this PostgreSQL is too old: version 13 or newer is needed");
        }

        string[] names = ["fsync", "full_page_writes"];
        for (var i = 0; i < names.Length; i++)
        {
            if (reader.GetString(i) != "on")
            {
                throw new StoreRefusedException($"PostgreSQL runs with {names[i]}={reader.GetString(i)}: a power cut would lose accepted messages; set it to on");
            }
        }

        if (reader.GetString(2) is "off" or "local")
        {
            throw new StoreRefusedException($"PostgreSQL runs with synchronous_commit={reader.GetString(2)}: a power cut would lose accepted messages; set it to on for this role or database");
        }
    }

    public override string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {settings.Database} on {settings.Host}:{settings.Port}");

    public override async Task<int[]> RunAsync(IReadOnlyList<StoreStatement> statements, CancellationToken cancellationToken)
    {
        // A batch without a transaction around it ends in one Sync: the server makes it one transaction.
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await new PostgresSession(this, connection, null, cancellationToken).RunAsync(statements);
    }

    public override int[] Run(IReadOnlyList<StoreStatement> statements)
    {
        using var connection = source.OpenConnection();
        return new PostgresSession(this, connection, null, CancellationToken.None).Run(statements);
    }

    public override bool IsTransient(Exception exception) =>
        exception is NpgsqlException { IsTransient: true }
            or NpgsqlException { InnerException: IOException or TimeoutException or System.Net.Sockets.SocketException }
            or PostgresException { SqlState: "25P03" or "40001" or "40P01" or "55P03" or "57014" or "57P01" or "57P02" or "57P03" or "53100" or "53200" or "53300" or "25006" }
            or TimeoutException;

    public override bool IsUniqueViolation(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
