using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ingestion.Bench.Baselines;

/// <summary>
/// What the worker's webhook is measured beside: reads the body, verifies nothing, answers 202 after the insert is committed.
/// Runs as a process of its own (`ingestion-bench endpoint`).
/// </summary>
internal static class BaselineEndpoint
{
    public static async Task RunAsync(int port, string? postgres, string? sqlite, bool grouped, CancellationToken stopping)
    {
        var save = Saver(postgres, sqlite, grouped);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            var body = new byte[(int)context.Request.ContentLength!];
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            await save(body);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        });
        await app.StartAsync(stopping);
        await ((IHost)app).WaitForShutdownAsync(stopping);
    }

    private static Func<byte[], Task> Saver(string? postgres, string? sqlite, bool grouped)
    {
        if (sqlite is not null)
        {
            return new GroupCommit(grouped ? 500 : 1, new SqliteRawTable(sqlite).Insert).AddAsync;
        }

        var table = new PostgresRawTable(postgres!);
        if (grouped)
        {
            return new GroupCommit(500, table.Insert).AddAsync;
        }

        // One commit per request as one writes it without a second thought: a pooled connection for each.
        var source = NpgsqlDataSource.Create(postgres!);
        return async body =>
        {
            await using var insert = source.CreateCommand("insert into raw_message (body) values ($1)");
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = body });
            await insert.ExecuteNonQueryAsync();
        };
    }
}
