using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Hosting;

/// <summary>
/// SQLite serves one process at a time, so at its start every lease belongs to a process that died: what it had in hand goes on at once.
/// On PostgreSQL another worker may live, and only time tells.
/// </summary>
internal static class AbandonedLeases
{
    public static Task EndAsync(Database database, CancellationToken cancellationToken) =>
        database.Kind != StoreKind.Sqlite
            ? Task.CompletedTask
            : database.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync("UPDATE channel_state SET leased_until = NULL, owner = NULL WHERE leased_until IS NOT NULL");
                    await session.ExecuteAsync("UPDATE inbox SET leased_until = NULL WHERE leased_until IS NOT NULL");
                    await session.ExecuteAsync("UPDATE attachment SET leased_until = NULL WHERE state = 'waiting' AND leased_until IS NOT NULL");
                    await session.ExecuteAsync("UPDATE outbox SET leased_until = NULL WHERE state = 'waiting' AND leased_until IS NOT NULL");
                },
                cancellationToken);
}
