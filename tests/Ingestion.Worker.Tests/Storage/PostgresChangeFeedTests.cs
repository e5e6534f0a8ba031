using System.Text.RegularExpressions;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

/// <summary>The change feed as docs/downstream.md tells readers to ask for it.</summary>
public sealed partial class PostgresChangeFeedTests() : StoreTests(StoreKind.Postgres)
{
    [Fact]
    public async Task Feed_OfAReaderThatIsUpToDate_ReadsTheIndexAlone()
    {
        await ExecuteAsync("INSERT INTO event (id, complaint_id, version, type, payload) SELECT n, n, 1, 'complaint.opened', '{}' FROM generate_series(1, 20000) n");
        await ExecuteAsync("ANALYZE event");
        var last = await SingleAsync<string>("SELECT CAST(max(writer::text) AS text) FROM event");
        var query = await DocumentedAsync($"'{last}'", "20000");

        var plan = await Database.WriteAsync(
            async session =>
            {
                // As another program's session has it.
                await session.ExecuteAsync("SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on");
                return await session.QueryAsync<string>("EXPLAIN " + query);
            },
            CancellationToken.None);

        Assert.Contains(plan, line => line.Contains("Index Scan using event_feed", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Sort", StringComparison.Ordinal) || line.Contains("Seq Scan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feed_AfterADumpFromAnotherCluster_IsWholeAgainAsTheDocumentSays()
    {
        await ExecuteAsync("INSERT INTO event (id, writer, complaint_id, version, type, payload) SELECT n, '4000000000000', n, 1, 'complaint.opened', '{}' FROM generate_series(1, 3) n");
        var query = await DocumentedAsync("'0'", "0");
        Assert.Empty(await FeedAsync(query));

        await ExecuteAsync(Renumbering().Match(await DocumentAsync()).Value);
        await ExecuteAsync("INSERT INTO event (id, complaint_id, version, type, payload) VALUES (4, 1, 2, 'message.added', '{}')");

        // Whoever else writes in this cluster at this moment holds the feed back.
        await Wait.UntilAsync(async () => (await FeedAsync(query)).Count > 0, "the feed goes on");
        Assert.Equal([1, 2, 3, 4], await FeedAsync(query));
    }

    [Fact]
    public async Task Feed_WhileAnotherDatabaseOfTheClusterWrites_Waits()
    {
        await using var other = await PostgresServer.CreateDatabaseAsync();
        await using var connection = new Npgsql.NpgsqlConnection(other.ConnectionString);
        await connection.OpenAsync();
        await using (var open = await connection.BeginTransactionAsync())
        {
            await using var writing = new Npgsql.NpgsqlCommand("SELECT pg_current_xact_id()", connection, open);
            await writing.ExecuteScalarAsync();
            await ExecuteAsync("INSERT INTO event (id, complaint_id, version, type, payload) VALUES (1, 1, 1, 'complaint.opened', '{}')");
            Assert.Empty(await FeedAsync(await DocumentedAsync("'0'", "0")));
            await open.RollbackAsync();
        }

        await Wait.UntilAsync(async () => (await FeedAsync(await DocumentedAsync("'0'", "0"))).Count == 1, "the feed goes on");
    }

    private static Task<string> DocumentAsync() => File.ReadAllTextAsync(Path.Combine(Repository.Folder, "docs", "downstream.md"));

    private static async Task<string> DocumentedAsync(string writer, string id)
    {
        var query = Documented().Match(await DocumentAsync()).Value;
        Assert.Contains(":writer", query, StringComparison.Ordinal);
        return query.Replace(":writer", writer, StringComparison.Ordinal).Replace(":id", id, StringComparison.Ordinal);
    }

    private Task<List<long>> FeedAsync(string query) => QueryAsync<long>($"SELECT id FROM ({query}) AS feed");

    [GeneratedRegex("UPDATE event SET writer[^;]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Renumbering();

    [GeneratedRegex(@"SELECT writer, id, [^;]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Documented();
}
