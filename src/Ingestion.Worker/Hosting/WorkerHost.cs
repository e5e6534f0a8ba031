using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Webhooks;

namespace Ingestion.Worker.Hosting;

/// <summary>Puts the worker together: services in the order in which they start; they stop in the opposite one.</summary>
internal static class WorkerHost
{
    /// <summary>What is in flight may take this long after SIGTERM (promise P15).</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(25);

    public static WebApplication Build(LoadedSettings settings)
    {
        // The framework's own settings, environment and file watchers stay out: there is one way to set this worker up.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ingestion-worker" });
        HostLogging.Configure(builder.Logging, settings.Logging);
        builder.Services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = StopWithin;
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(provider => ChannelDirectory.Open(settings, provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddStorageAndInbox(settings.Worker);
        builder.AddWebhooks(settings.Worker.Http);
        builder.Services.AddHostedService(provider => new SystemdNotice(
            provider.GetRequiredService<IHostApplicationLifetime>(), Environment.GetEnvironmentVariable(SystemdNotice.Variable)));

        var app = builder.Build();
        app.MapHealth(app.Services.GetRequiredService<Readiness>());
        app.MapWebhooks();
        return app;
    }

    private static void AddStorageAndInbox(this IServiceCollection services, WorkerSettings settings)
    {
        services.AddSingleton(settings.Database);
        services.AddSingleton(_ => Stores.Open(settings.Database));
        services.AddSingleton(provider => new IdBlock(provider.GetRequiredService<Database>(), "id"));
        services.AddSingleton(_ => new Backlog(settings.Intake.MaxBacklog));
        services.AddSingleton<MessageInbox>();
        services.AddSingleton<RegistrationWatch>();
        services.AddSingleton(provider =>
        {
            var inbox = provider.GetRequiredService<MessageInbox>();
            var watch = provider.GetRequiredService<RegistrationWatch>();
            return new InboxDoor { AcceptAsync = inbox.AcceptAsync, IsFull = () => inbox.Backlog.IsFull, TrackingNumberAsync = watch.WaitAsync };
        });
        services.AddHostedService<InboxService>();
    }
}
