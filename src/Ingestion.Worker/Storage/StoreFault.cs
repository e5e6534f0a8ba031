using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Ingestion.Worker.Storage;

/// <summary>What an exception of the store may say in a log: codes and words of the store's own, never a statement, a value or a host.</summary>
internal static class StoreFault
{
    /// <summary>The exception's name and, of a store, its code: <c>PostgresException, SQLSTATE 53100</c>, <c>SqliteException, database or disk is full (13)</c>.</summary>
    public static string Name(Exception fault) => Words(fault) is { Length: > 0 } words ? $"{fault.GetType().Name}, {words}" : fault.GetType().Name;

    /// <summary>The same without the exception's name; empty where there is nothing more to say.</summary>
    public static string Words(Exception fault) => fault switch
    {
        DbException { SqlState: { Length: > 0 } state } => "SQLSTATE " + state,
        DbException database when SqliteCode(database) is { } code => FormattableString.Invariant($"{SqliteWords(code)} ({code})"),
        DbException { InnerException: SocketException socket } => socket.SocketErrorCode.ToString(),
        DbException { InnerException: { } inner } => inner.GetType().Name,
        _ => "",
    };

    /// <summary>There is no store, or none that can work now; else it works and refuses what is asked of it.</summary>
    public static bool IsAway(DbException fault)
    {
        if (fault.SqlState is { Length: 5 } state)
        {
            // Connection, resources, operator's intervention, system; and a database that takes no connections.
            return state[..2] is "08" or "53" or "57" or "58" || state == "55000";
        }

        // Busy, locked, input or output, full, cannot be opened. What has neither is a connection that could not be made or broke.
        return SqliteCode(fault) is null or 5 or 6 or 10 or 13 or 14;
    }

    private static int? SqliteCode(DbException fault) => fault.GetType().Name == nameof(SqliteException) ? Code(fault) : null;

    // On PostgreSQL the other store's library is not even loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Code(DbException fault) => ((SqliteException)fault).SqliteErrorCode;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string SqliteWords(int code) => SQLitePCL.raw.sqlite3_errstr(code).utf8_to_string();
}
