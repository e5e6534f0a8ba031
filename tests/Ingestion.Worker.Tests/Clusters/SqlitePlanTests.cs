using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace Ingestion.Worker.Tests.Clusters;

public sealed partial class SqlitePlanTests() : PlanContract(StoreKind.Sqlite)
{
    private readonly ConcurrentDictionary<string, string> statements = new(StringComparer.Ordinal);

    [Fact]
    public async Task Match_InALargePool_ScansNoTable()
    {
        await FillAsync();
        await Database.WriteAsync(session => Task.FromResult(Trace(session)), CancellationToken.None);
        await Database.ReadAsync(session => Task.FromResult(Trace(session)), CancellationToken.None);
        await using (var core = new CoreOnStore(Database) { IntakeSettings = new() })
        {
            await ActAsync(core);
        }

        var scans = new List<string>();
        foreach (var statement in statements.Values.Where(statement => Tables.Any(table => statement.Contains(table, StringComparison.Ordinal))))
        {
            scans.AddRange((await ScansAsync(statement)).Select(scan => $"{scan}: {statement}"));
        }

        Assert.All(Tables, table => Assert.Contains(statements.Values, statement => statement.Contains(table, StringComparison.Ordinal)));
        Assert.True(scans.Count == 0, string.Join('\n', scans));
        Assert.NotEmpty(await ScansAsync("SELECT count(*) FROM complaint WHERE channel = 'none'"));
    }

    private bool Trace(StoreSession session)
    {
        raw.sqlite3_trace(((SqliteConnection)session.Connection).Handle!, (_, statement) => statements.TryAdd(Literals().Replace(statement, "?"), statement), null);
        return true;
    }

    /// <summary>Steps that go through a whole table. Going along an index to a limit is none.</summary>
    private async Task<List<string>> ScansAsync(string statement)
    {
        if (!Explained().IsMatch(statement))
        {
            return [];
        }

        var steps = await Database.WriteAsync(
            async session => (await session.QueryAsync<(long Id, long Parent, long NotUsed, string Detail)>("EXPLAIN QUERY PLAN " + statement)).ConvertAll(step => step.Detail), CancellationToken.None);
        var isLimited = statement.Contains("LIMIT", StringComparison.Ordinal) && !steps.Exists(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        var made = steps.Select(step => Made().Match(step)).Where(match => match.Success).Select(match => "SCAN " + match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        return steps.FindAll(step => step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && !made.Contains(step) && !isLimited);
    }

    [GeneratedRegex(@"x'[^']*'|'(?:[^']|'')*'|\b\d+(\.\d+)?\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Literals();

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Explained();

    [GeneratedRegex(@"^(CO-ROUTINE|MATERIALIZE) (?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Made();
}
