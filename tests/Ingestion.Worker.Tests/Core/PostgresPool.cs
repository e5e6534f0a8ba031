using System.Collections.Concurrent;
using Ingestion.Worker.Tests.Core;
using Npgsql;
using TestSupport;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresPool))]

namespace Ingestion.Worker.Tests.Core;

/// <summary>Databases with the schema in place: emptied after each test and used again, because making one takes longer than most tests.</summary>
public sealed class PostgresPool : IAsyncDisposable
{
    private static readonly ConcurrentBag<PostgresDatabase> Ready = [];

    private const string Empty = """
        DO $$
        DECLARE name text;
        BEGIN
          FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('schema_version', 'id_block') LOOP
            EXECUTE format('DELETE FROM %I', name);
          END LOOP;
          UPDATE id_block SET next_id = 1;
        END $$
        """;

    internal static PostgresDatabase? TryTake() => Ready.TryTake(out var database) ? database : null;

    internal static async Task ReturnAsync(PostgresDatabase database)
    {
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(Empty, connection);
            await command.ExecuteNonQueryAsync();
        }

        Ready.Add(database);
    }

    public async ValueTask DisposeAsync()
    {
        while (Ready.TryTake(out var database))
        {
            await database.DisposeAsync();
        }
    }
}
