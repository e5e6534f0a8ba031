using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ingestion.Worker.Storage.Sqlite;

/// <summary>
/// One prepared statement that runs for row after row, bound directly: a command object with its reader and boxed parameters for each row
/// costs more than SQLite's own work.
/// </summary>
internal sealed class SqliteRowStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;

    public SqliteRowStatement(sqlite3 database, string text, IReadOnlyList<StoreColumn> columns)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v3(database, text, raw.SQLITE_PREPARE_PERSISTENT, out statement));
        places = [.. columns.Select(column => raw.sqlite3_bind_parameter_index(statement, "@" + column.Name))];
    }

    /// <summary>Runs it with one row; returns the rows that it touched.</summary>
    public int Run(IReadOnlyList<StoreColumn> columns, int row)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] > 0)
            {
                Check(Bind(places[i], columns[i], row));
            }
        }

        var result = raw.sqlite3_step(statement);
        var touched = raw.sqlite3_changes(database);
        var reset = raw.sqlite3_reset(statement);
        Check(result is raw.SQLITE_DONE or raw.SQLITE_ROW ? reset : result);
        return touched;
    }

    public void Dispose() => statement.Dispose();

    private int Bind(int place, StoreColumn column, int row) => column switch
    {
        StoreColumn<long> integers => raw.sqlite3_bind_int64(statement, place, integers[row]),
        StoreColumn<int> integers => raw.sqlite3_bind_int64(statement, place, integers[row]),
        StoreColumn<float?> reals => reals[row] is { } value ? raw.sqlite3_bind_double(statement, place, value) : raw.sqlite3_bind_null(statement, place),
        StoreColumn<bool> flags => raw.sqlite3_bind_int64(statement, place, flags[row] ? 1 : 0),
        StoreColumn<string?> texts => BindText(place, texts[row]),
        StoreColumn<byte[]?> bytes when bytes[row] is null => raw.sqlite3_bind_null(statement, place),
        StoreColumn<byte[]?> { Type: ColumnType.Json } json => raw.sqlite3_bind_text(statement, place, json[row]),
        StoreColumn<byte[]?> blobs => raw.sqlite3_bind_blob(statement, place, blobs[row]),
        StoreColumn<long?> integers => integers[row] is { } value ? raw.sqlite3_bind_int64(statement, place, value) : raw.sqlite3_bind_null(statement, place),
        StoreColumn<DateTimeOffset?> times => times[row] is { } time ? raw.sqlite3_bind_int64(statement, place, time.ToUnixTimeMilliseconds()) : raw.sqlite3_bind_null(statement, place),
        StoreColumn<DateOnly> days => BindText(place, days[row].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        StoreColumn<Guid> keys => BindText(place, keys[row].ToString("N")),
        StoreColumn<Guid?> keys => BindText(place, keys[row]?.ToString("N")),
        _ => throw new InvalidOperationException(column.GetType().Name),
    };

    private int BindText(int place, string? text)
    {
        if (text is null)
        {
            return raw.sqlite3_bind_null(statement, place);
        }

        const int Small = 512;
        if (text.Length <= Small / 3)
        {
            Span<byte> small = stackalloc byte[Small];
            return raw.sqlite3_bind_text(statement, place, small[..Encoding.UTF8.GetBytes(text, small)]);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return raw.sqlite3_bind_text(statement, place, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
