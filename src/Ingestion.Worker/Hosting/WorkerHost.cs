using Ingestion.Classifier;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Api;
using Ingestion.Worker.Following;
using Ingestion.Worker.Health;
using Ingestion.Worker.Intake;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Webhooks;

namespace Ingestion.Worker.Hosting;

/// <summary>
/// The running worker: the store and the inbox first, then the listener, then everything that works on what was accepted. It stops in the
/// opposite order.
/// </summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    /// <summary>What is in flight may take this long after SIGTERM (promise P15).</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(25);

    /// <summary>What the listener's last requests leave of it.</summary>
    private static readonly TimeSpan LeastForCore = TimeSpan.FromSeconds(1);

    private readonly LoadedSettings _settings;
    private readonly ILoggerFactory _loggers;
    private readonly ChannelDirectory _channels;
    private readonly WorkerCore _core;
    private readonly IClassifier _classifier;
    private readonly Readiness _readiness = new();
    private readonly WebApplication _app;
    private readonly SettingsReload _reload;
    private readonly CancellationTokenSource _reloading = new();
    private Task _reloads = Task.CompletedTask;
    private long? _stopAskedAt;
    private bool _isLate;

    private WorkerHost(LoadedSettings settings, IClassifier classifier, ILoggerFactory loggers, ChannelDirectory channels, WorkerCore core)
    {
        _classifier = classifier;
        _settings = settings;
        _loggers = loggers;
        _channels = channels;
        _core = core;
        _app = Build();
        _reload = new SettingsReload(settings, channels, core.Retry, problem => core.Health.Problem = problem, TimeProvider.System, loggers.CreateLogger<SettingsReload>());
    }

    /// <summary>Where the listener listens, once started.</summary>
    public IEnumerable<string> Addresses => _app.Urls;

    public Database Database => _core.Database;

    /// <summary>The time for what is in flight. Default: 25 seconds.</summary>
    public TimeSpan StopLimit { get; set; } = StopWithin;

    /// <summary>Opens channels and store; nothing is served yet.</summary>
    /// <exception cref="StoreRefusedException">The store cannot be used.</exception>
    /// <exception cref="SettingsFaultException">What the classifier is to read cannot be used.</exception>
    public static async Task<WorkerHost> OpenAsync(LoadedSettings settings, CancellationToken cancellationToken)
    {
        var classifier = ClassifierLoading.Begin(settings.Worker.Classifier);
        var loggers = LoggerFactory.Create(logging => HostLogging.Configure(logging, settings.Logging));
        var channels = ChannelDirectory.Open(settings, loggers, TimeProvider.System);
        try
        {
            return new WorkerHost(settings, classifier, loggers, channels, await WorkerCore.OpenAsync(settings.Worker, channels, loggers, TimeProvider.System, cancellationToken));
        }
        catch
        {
            await channels.DisposeAsync();
            loggers.Dispose();
            throw;
        }
    }

    /// <summary>Listens, then begins to decide, send and poll; what arrives between the two waits in the inbox.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        await _core.StartAsync(
            _classifier,
            new AcknowledgementTemplates(_settings.Worker.Acknowledgements.TemplatesFolder),
            _app.Services.GetRequiredService<RefusalCounter>(),
            answers => _readiness.Report("store", answers));
        _reloads = _reload.RunAsync(_reloading.Token);
        _readiness.Started();
        SystemdNotice.Send("READY=1\nSTATUS=serving");
    }

    /// <summary>Returns when SIGTERM, Ctrl-C or the token came and everything in flight is finished, or the time for it is over.</summary>
    public async Task WaitForStopAsync(CancellationToken cancellationToken)
    {
        await _app.WaitForShutdownAsync(cancellationToken);
        await StopAsync();
    }

    public async Task StopAsync()
    {
        _stopAskedAt ??= TimeProvider.System.GetTimestamp();
        await _reloading.CancelAsync();
        await _reloads;
        await _app.StopAsync();
        await StopCoreAsync(StopLimit - TimeProvider.System.GetElapsedTime(_stopAskedAt.Value));
    }

    public async ValueTask DisposeAsync()
    {
        await _reloading.CancelAsync();
        await _reloads;
        _reload.Dispose();
        _reloading.Dispose();
        await _app.DisposeAsync();
        await StopCoreAsync(StopLimit);
        if (!_isLate)
        {
            await _core.DisposeAsync();
            await _channels.DisposeAsync();
        }

        // What is late keeps its store and channels, and ends with the process.
        _loggers.Dispose();
    }

    private async Task StopCoreAsync(TimeSpan limit)
    {
        if (_isLate)
        {
            return;
        }

        try
        {
            await _core.StopAsync().WaitAsync(limit > LeastForCore ? limit : LeastForCore);
        }
        catch (TimeoutException)
        {
            _isLate = true;
            HostLog.StoppedInFlight(_loggers.CreateLogger<WorkerHost>(), (int)StopLimit.TotalSeconds);
        }
    }

    private WebApplication Build()
    {
        // The framework's own settings, environment and file watchers stay out: there is one way to set this worker up.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ingestion-worker" });
        builder.Services.AddSingleton(_loggers);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_readiness);
        builder.Services.AddSingleton(_core.Pulses);
        builder.Services.AddSingleton(_channels);
        builder.Services.AddSingleton(new InboxDoor
        {
            AcceptAsync = _core.Inbox.AcceptAsync,
            ReportAsync = _core.ReportAsync,
            MostReceipts = Receipts.MostAtOnce,
            IsFull = () => _core.Inbox.Backlog.IsFull,
            TrackingNumberAsync = _core.Watch.WaitAsync,
            KeepRefusedAsync = _core.Quarantine.KeepAsync,
        });
        builder.AddWebhooks(_settings.Worker.Http);
        var app = builder.Build();
        app.MapHealth(_readiness, () => HealthJson.Page(_readiness, _core.Health.Standings(), _core.Health.Problem, _core.Troubles, _core.PromisesNow));
        app.MapWebhooks();
        if (_settings.Worker.Http.StatusPage)
        {
            app.MapStatusPage(_core.NewStatusEndpoint());
        }

        if (_settings.Worker.Api.Keys.Count > 0)
        {
            app.MapApi(_core.NewApiEndpoint());
        }

        app.Lifetime.ApplicationStopping.Register(() =>
        {
            // From here: until WaitForStopAsync returns, the listener may have spent most of the time on its last requests.
            _stopAskedAt ??= TimeProvider.System.GetTimestamp();
            _readiness.Stopping();
            HostLog.Stopping(_loggers.CreateLogger<WorkerHost>());
            SystemdNotice.Send("STOPPING=1\nSTATUS=finishing what is in flight");
            _core.BeginStop();
        });
        return app;
    }
}
