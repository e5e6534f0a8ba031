using System.Text.RegularExpressions;
using Ingestion.Worker.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ingestion.Worker.Tests.Following;

public sealed partial class SqliteStatusLookupTests() : StatusLookupContract(StoreKind.Sqlite)
{
    private protected override async Task<List<string>> StatementsAsync(Func<Task> work)
    {
        var statements = new List<string>();
        await TraceAsync((_, statement) => statements.Add(Values().Replace(statement, "?")));
        await work();
        await TraceAsync(null);
        return statements;
    }

    private Task<bool> TraceAsync(strdelegate_trace? trace) => Database.ReadAsync(
        session =>
        {
            raw.sqlite3_trace(((SqliteConnection)session.Connection).Handle!, trace, null);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    [GeneratedRegex("'[^']*'", RegexOptions.None, 5000)]
    private static partial Regex Values();
}
