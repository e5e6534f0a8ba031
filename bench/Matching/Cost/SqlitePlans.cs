using System.Text.RegularExpressions;
using Ingestion.Worker.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>Writes down what SQLite is asked, and asks it afterwards how it went about that.</summary>
internal sealed partial class SqlitePlans(Database database)
{
    /// <summary>Tables that do not grow with the pool: what waits, and single rows.</summary>
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal) { "inbox", "match_queue", "id_block", "acknowledgement_hour", "word_frequency" };

    private readonly HashSet<string> statements = new(StringComparer.Ordinal);

    public int Statements => statements.Count;

    /// <summary>Listens to the writing connection and to one that reads.</summary>
    public async Task ListenAsync()
    {
        await database.WriteAsync(Listen, CancellationToken.None);
        await database.ReadAsync(
            async session =>
            {
                await Listen(session);
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>The steps that read a whole table which grows with the pool, each with its statement.</summary>
    public Task<List<string>> ScansAsync() => database.ReadAsync(
        session =>
        {
            var handle = ((SqliteConnection)session.Connection).Handle!;
            raw.sqlite3_profile(handle, (strdelegate_profile?)null, null);
            var scans = new List<string>();
            foreach (var statement in statements.Where(statement => !statement.StartsWith("PRAGMA", StringComparison.Ordinal)))
            {
                scans.AddRange(Steps(handle, statement).Where(step => IsScan(step, statement)).Select(step => $"{step}: {Whitespace().Replace(statement, " ")}"));
            }

            return Task.FromResult(scans);
        },
        CancellationToken.None);

    private Task Listen(StoreSession session)
    {
        raw.sqlite3_profile(
            ((SqliteConnection)session.Connection).Handle!,
            (_, statement, _) =>
            {
                lock (statements)
                {
                    statements.Add(statement);
                }
            },
            null);
        return Task.CompletedTask;
    }

    private static List<string> Steps(sqlite3 handle, string statement)
    {
        var steps = new List<string>();
        if (raw.sqlite3_prepare_v2(handle, "EXPLAIN QUERY PLAN " + statement, out var prepared) != raw.SQLITE_OK)
        {
            return steps;
        }

        using (prepared)
        {
            while (raw.sqlite3_step(prepared) == raw.SQLITE_ROW)
            {
                steps.Add(raw.sqlite3_column_text(prepared, 3).utf8_to_string());
            }
        }

        return steps;
    }

    /// <summary>A step names a table by what the statement calls it; what it calls a list or a part of its own is no table.</summary>
    private static bool IsScan(string step, string statement)
    {
        if (!step.StartsWith("SCAN ", StringComparison.Ordinal) || step.Contains("VIRTUAL TABLE", StringComparison.Ordinal))
        {
            return false;
        }

        var name = step.Split(' ')[1];
        var table = TableNamed().Matches(statement).Where(match => (match.Groups[2].Success ? match.Groups[2].Value : match.Groups[1].Value) == name || match.Groups[1].Value == name)
            .Select(match => match.Groups[1].Value).FirstOrDefault();
        return table is not null && !Small.Contains(table);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(?!ON\b|WHERE\b|SET\b|ORDER\b|LEFT\b|CROSS\b|JOIN\b|LIMIT\b|GROUP\b|UNION\b)(\w+))?", RegexOptions.None, 1000)]
    private static partial Regex TableNamed();
}
