using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Hosting;

/// <summary>Readies the store before anything is served, and closes the inbox after the listener has answered its last request.</summary>
internal sealed class InboxService(Database database, MessageInbox inbox, DatabaseSettings settings, Readiness readiness, IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(readiness.Started);
        lifetime.ApplicationStopping.Register(readiness.Stopping);
        if (settings.MigrateAtStart)
        {
            await Migrator.MigrateAsync(database, cancellationToken);
        }

        await Migrator.EnsureCurrentAsync(database, cancellationToken);
        await database.EnsureDurableAsync(cancellationToken);
        await inbox.Backlog.CorrectAsync(database, cancellationToken);
        inbox.Start();
    }

    public Task StopAsync(CancellationToken cancellationToken) => inbox.StopAsync();
}
