using System.Globalization;
using Ingestion.Bench.Servers;
using Microsoft.Data.Sqlite;

namespace Ingestion.Bench.Worker;

/// <summary>Reads the worker's tables from outside, on either store.</summary>
internal sealed class Pool(PostgresServer? postgres, string place)
{
    /// <summary>Messages with an outcome.</summary>
    public long Decided() => Number("select count(*) from ledger");

    /// <summary>Whether anything still waits for its outcome: a cheap question, where counting the ledger takes the database from the worker.</summary>
    public bool HasWaiting() => Number("select count(*) from (select 1 from inbox limit 1) waiting") > 0;

    public long Complaints() => Number("select count(*) from complaint");

    /// <summary>Acknowledgements that were decided, sent or not.</summary>
    public long Queued() => Number("select count(*) from outbox");

    /// <summary>Acknowledgements that wait for a person's decision.</summary>
    public long Held() => Number("select count(*) from outbox where state = 'held'");

    /// <summary>
    /// Messages registered a second, by the times that the ledger carries: they are those of the transactions' starts, so the last one's rows
    /// do not count.
    /// </summary>
    public double RegisteredPerSecond()
    {
        var (seconds, last) = postgres is null
            ? ("(max(decided_at) - min(decided_at)) / 1000.0", "select max(decided_at) from ledger")
            : ("extract(epoch from max(decided_at) - min(decided_at))::float8", "select max(decided_at) from ledger");
        var span = Convert.ToDouble(Scalar($"select {seconds} from ledger"), CultureInfo.InvariantCulture);
        var rows = Number($"select count(*) from ledger where decided_at < ({last})");
        return rows / span;
    }

    /// <summary>
    /// Transactions that wrote. PostgreSQL: the next transaction id. SQLite: the counter in the wal-index header (iChange), which every commit
    /// raises; see https://sqlite.org/walformat.html.
    /// </summary>
    public long Commits()
    {
        if (postgres is not null)
        {
            return postgres.WritingTransactions();
        }

        using var index = new FileStream(place + "-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> head = stackalloc byte[12];
        index.ReadExactly(head);
        return BitConverter.ToUInt32(head[8..]);
    }

    private long Number(string sql) => Convert.ToInt64(Scalar(sql), CultureInfo.InvariantCulture);

    private object? Scalar(string sql)
    {
        if (postgres is not null)
        {
            return postgres.Scalar(place, sql);
        }

        using var connection = new SqliteConnection($"Data Source={place};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
