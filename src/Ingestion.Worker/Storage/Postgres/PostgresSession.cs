using System.Collections.Concurrent;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Ingestion.Worker.Storage.Postgres;

internal sealed class PostgresSession(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    : StoreSession(database, connection, transaction, cancellationToken)
{
    private const int FewestCopied = 32;

    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);

    public override async Task<int[]> RunAsync(IReadOnlyList<StoreStatement> statements)
    {
        var touched = new int[statements.Count];
        var together = new List<StoreStatement>(statements.Count);
        for (var i = 0; i < statements.Count; i++)
        {
            if (IsCopied(statements[i]))
            {
                var text = Texts.GetOrAdd("COPY " + Key(statements[i]), _ => CopyText((InsertRows)statements[i]));
                await CopyRows.RunAsync(connection, statements[i], text, CancellationToken);
                touched[i] = statements[i].Rows;
                continue;
            }

            together.Add(statements[i]);
            if (i + 1 == statements.Count || IsCopied(statements[i + 1]))
            {
                (await RunTogetherAsync(together)).CopyTo(touched, i + 1 - together.Count);
                together.Clear();
            }
        }

        return touched;
    }

    public int[] Run(IReadOnlyList<StoreStatement> statements)
    {
        using var batch = Batch(statements);
        if (batch.BatchCommands.Count > 0)
        {
            batch.ExecuteNonQuery();
        }

        return Touched(statements, batch);
    }

    private async Task<int[]> RunTogetherAsync(IReadOnlyList<StoreStatement> statements)
    {
        await using var batch = Batch(statements);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(CancellationToken);
        }

        return Touched(statements, batch);
    }

    /// <summary>A copy takes two round trips, which few rows do not earn back; and outside a transaction it would be one of its own.</summary>
    private bool IsCopied(StoreStatement statement) => statement is InsertRows { OnConflict: null, Rows: >= FewestCopied } && transaction is not null;

    private NpgsqlBatch Batch(IReadOnlyList<StoreStatement> statements)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in statements)
        {
            if (statement.Rows > 0)
            {
                batch.BatchCommands.Add(Command(statement));
            }
        }

        return batch;
    }

    private static int[] Touched(IReadOnlyList<StoreStatement> statements, NpgsqlBatch batch)
    {
        var touched = new int[statements.Count];
        var next = 0;
        for (var i = 0; i < touched.Length; i++)
        {
            touched[i] = statements[i].Rows == 0 ? 0 : (int)batch.BatchCommands[next++].Rows;
        }

        return touched;
    }

    public override Task LockAsync(IReadOnlyCollection<long> keys)
    {
        if (keys.Count == 0)
        {
            return Task.CompletedTask;
        }

        long[] sorted = [.. keys];
        Array.Sort(sorted);
        return ExecuteAsync("SELECT count(pg_advisory_xact_lock(k)) FROM unnest(@sorted) AS k", new { sorted });
    }

    public static NpgsqlBatchCommand Command(StoreStatement statement)
    {
        var command = new NpgsqlBatchCommand(Texts.GetOrAdd(Key(statement), _ => Text(statement)));
        foreach (var column in statement.Columns)
        {
            command.Parameters.Add(Parameter(column));
        }

        return command;
    }

    private static string Key(StoreStatement statement) => statement switch
    {
        InsertRows insert => string.Concat(insert.Table, "|", insert.OnConflict, "|", string.Join(',', insert.Columns.Select(column => column.Name))),
        UpdateRows update => update.Postgres,
        _ => throw new InvalidOperationException(statement.GetType().Name),
    };

    private static string CopyText(InsertRows insert) => $"COPY {insert.Table} ({string.Join(", ", insert.Columns.Select(column => column.Name))}) FROM STDIN (FORMAT binary)";

    private static string Text(StoreStatement statement)
    {
        var names = string.Join(", ", statement.Columns.Select(column => column.Name));
        var places = string.Join(", ", statement.Columns.Select((_, i) => FormattableString.Invariant($"${i + 1}")));
        if (statement is InsertRows insert)
        {
            var text = new StringBuilder($"INSERT INTO {insert.Table} ({names}) SELECT * FROM unnest({places})");
            if (insert.OnConflict is not null)
            {
                text.Append(" ON CONFLICT ").Append(insert.OnConflict);
            }

            return text.ToString();
        }

        return $"WITH v ({names}) AS (SELECT * FROM unnest({places})) {((UpdateRows)statement).Postgres}";
    }

    private static NpgsqlParameter Parameter(StoreColumn column) => column.Type switch
    {
        ColumnType.Int64 => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
        ColumnType.Int32 => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
        ColumnType.Real => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Real },
        ColumnType.Boolean => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean },
        ColumnType.Text => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        ColumnType.Json => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json },
        ColumnType.Bytes => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
        ColumnType.Time => new NpgsqlParameter { Value = Times((StoreColumn<DateTimeOffset?>)column), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
        ColumnType.Date => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date },
        ColumnType.Uuid => new NpgsqlParameter { Value = column.Values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        _ => throw new InvalidOperationException(column.Type.ToString()),
    };

    private static DateTime?[] Times(StoreColumn<DateTimeOffset?> column)
    {
        var times = new DateTime?[column.Count];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = column[i]?.UtcDateTime;
        }

        return times;
    }
}
