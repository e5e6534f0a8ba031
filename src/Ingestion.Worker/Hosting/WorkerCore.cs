using System.Globalization;
using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Api;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Deliveries;
using Ingestion.Worker.Following;
using Ingestion.Worker.Health;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Polling;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Quarantine;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Hosting;

/// <summary>
/// The worker's parts put together over one store, and the loops that run them. <see cref="OpenAsync"/> is enough to accept;
/// <see cref="Start"/> begins to decide, send and poll.
/// </summary>
internal sealed class WorkerCore : IAsyncDisposable
{
    /// <summary>A store that takes longer for nothing at all is as good as none.</summary>
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(3);

    private readonly WorkerSettings settings;
    private readonly ChannelDirectory channels;
    private readonly ILoggerFactory loggers;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly PollingSchedule schedule = new();
    private readonly List<Task> loops = [];
    private readonly WakeSignal receiptSignal = new();
    private readonly AttachmentKeeping attachments;
    private readonly PoolWords words = new();
    private readonly RestingMemory memory = RestingMemory.OfProcess();
    private readonly MatchSweeper sweeper;
    private readonly List<ChannelPoller> pollers = [];
    private readonly IdBlock ids;
    private readonly IdBlock fences;
    private SendingRelays? relays;
    private InstallationKeys? keys;
    private PromiseWatch? promises;
    private RefusalCounter? counted;
    private Task? ended;

    /// <summary>Of this process alone: in containers names of machines and numbers of processes are often the same.</summary>
    private readonly string owner = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}");

    private WorkerCore(Database database, WorkerSettings settings, ChannelDirectory channels, ILoggerFactory loggers, TimeProvider time)
    {
        Database = database;
        this.settings = settings;
        this.channels = channels;
        this.loggers = loggers;
        this.time = time;
        ids = new IdBlock(database);
        fences = new IdBlock(database, "fence", 1024);
        Watch = new RegistrationWatch(database);
        Pulses = new ChannelPulses(time);
        Health = new HealthWatch(database, channels, Pulses, owner, time, loggers.CreateLogger<HealthWatch>());
        Inbox = new MessageInbox(database, ids, new Backlog(settings.Intake.MaxBacklog));
        attachments = new AttachmentKeeping(database, fences, channels, settings, time, loggers);
        sweeper = new MatchSweeper(Database, time, loggers.CreateLogger<MatchSweeper>());
        Quarantine = new RequestQuarantine(database, ids, settings.Quarantine, time, loggers.CreateLogger<RequestQuarantine>());
    }

    public Database Database { get; }

    public MessageInbox Inbox { get; }

    public RegistrationWatch Watch { get; }

    public RequestQuarantine Quarantine { get; }

    /// <summary>What this process sees of its channels.</summary>
    public ChannelPulses Pulses { get; }

    /// <summary>How the channels stand.</summary>
    public HealthWatch Health { get; }

    /// <summary>How what was promised to customers stands, as last seen.</summary>
    public PromisesNow PromisesNow => promises?.Now ?? new PromisesNow();

    /// <summary>Parts of this process that do not do their work, while the others do.</summary>
    public IReadOnlyList<PartTrouble> Troubles => attachments.Trouble is { } trouble ? [trouble] : [];

    /// <summary>The page on which customers see how far their matter is.</summary>
    public StatusEndpoint NewStatusEndpoint() => new(
        new StatusLookup(Database, [.. channels.All.Select(channel => channel.Settings.DefaultRegion).OfType<string>().Distinct(StringComparer.Ordinal)]),
        keys!.StatusLinks,
        new LookupGate(time),
        new CallerAddress(settings.Http.TrustedProxies),
        settings.Organisation,
        settings.Http.RequestTimeout,
        time,
        loggers.CreateLogger<StatusEndpoint>());

    /// <summary>Where systems downstream say what became of a complaint.</summary>
    public ApiEndpoint NewApiEndpoint() => new(
        new ComplaintApi(Database, ids, settings.Notices, new CustomerUpdates(keys!.OwnIds), new LabelNames(settings.Classifier), Wake),
        new ApiCallers(settings.Api.Keys),
        settings.Http,
        loggers.CreateLogger<ApiEndpoint>());

    /// <summary>Opens the store, refuses one that is not durable, brings its schema up to date and begins to accept.</summary>
    /// <exception cref="StoreRefusedException">The store cannot be used; the message says what to do.</exception>
    public static async Task<WorkerCore> OpenAsync(
        WorkerSettings settings, ChannelDirectory channels, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var core = new WorkerCore(Databases.Open(settings.Database), settings, channels, loggers, time);
        try
        {
            if (settings.Database.MigrateAtStart)
            {
                await Migrator.MigrateAsync(core.Database, cancellationToken);
            }

            await Migrator.EnsureCurrentAsync(core.Database, cancellationToken);
            await core.Database.EnsureDurableAsync(cancellationToken);
            await AbandonedLeases.EndAsync(core.Database, cancellationToken);
            core.keys = await InstallationKeys.LoadAsync(core.Database, settings.Organisation.MailDomain, cancellationToken);
            await core.Quarantine.KeepUpAsync(cancellationToken);
            core.Inbox.Start();
            core.Run(core.Quarantine.RunAsync);
            return core;
        }
        catch
        {
            await core.Database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins to decide, to send and to poll.</summary>
    /// <param name="classifier">Says what a message is.</param>
    /// <param name="templates">The texts of answers.</param>
    /// <param name="refusals">What entrances turn away; written to the store now and then, and at the end.</param>
    /// <param name="storeSeen">Told every few seconds whether the store answers.</param>
    public async Task StartAsync(IClassifier classifier, AcknowledgementTemplates templates, RefusalCounter refusals, Action<bool> storeSeen)
    {
        counted = refusals;
        await Inbox.Backlog.CorrectAsync(Database, stopping.Token);
        relays = NewRelays(new AcknowledgementComposer(templates, settings.Organisation, keys!.LinkCodes, StatusUrl));
        relays.All.ToList().ForEach(relay => Run(relay.RunAsync));
        attachments.Begin().ToList().ForEach(Run);
        await words.LoadAsync(Database, stopping.Token);
        var clusters = new ClusterWorker(new ClusterStage(Database, ids, words), Database, () => Inbox.Backlog.IsLong || relays.AreBusy, time, loggers.CreateLogger<ClusterWorker>());
        Run(new IntakeAssembly(Database, ids, fences, channels, settings, keys!, time, loggers).NewWorker(classifier, Inbox, Watch, words, Wake, clusters.Signal.Set, attachments.Wake).RunAsync);
        Run(clusters.RunAsync);
        Run(new HeldRelease(Database, ids, settings.Acknowledgements, Wake, time, loggers.CreateLogger<HeldRelease>()).RunAsync);
        Run(new DeliveryReports(Database, ids, receiptSignal, time, loggers.CreateLogger<DeliveryReports>()).RunAsync);
        promises = NewPromiseWatch();
        Run(promises.RunAsync);
        await Health.KeepUpAsync(stopping.Token);
        Run(token => NewUpkeep(refusals, storeSeen).RunAsync(time, token));
        await StartPollingAsync();
    }

    /// <summary>Stores what a channel's provider tells about messages of ours.</summary>
    public async Task ReportAsync(string channel, IReadOnlyList<DeliveryReceipt> receipts, CancellationToken cancellationToken)
    {
        await Receipts.AcceptAsync(Database, channel, receipts, cancellationToken);
        receiptSignal.Set();
    }

    /// <summary>The channel has new credentials or options: who backs off tries at once. After <see cref="StartAsync"/>.</summary>
    public void Retry(string channel)
    {
        pollers.Where(poller => poller.Channel == channel).ToList().ForEach(poller => poller.Retry());
        relays?.Retry(channel);
    }

    /// <summary>Tells the loops to claim nothing more; the inbox still accepts what the listener has in hand.</summary>
    public void BeginStop() => stopping.Cancel();

    /// <summary>Ends the loops: what is in hand is finished, leases are given back. Asked again, it is the same end.</summary>
    public Task StopAsync() => ended ??= EndAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Database.DisposeAsync();
        stopping.Dispose();
    }

    private async Task EndAsync()
    {
        await schedule.DisposeAsync();
        await stopping.CancelAsync();
        await Inbox.StopAsync();
        await Task.WhenAll(loops.Select(EndOfAsync));
        await WriteLastCountsAsync();
    }

    /// <summary>One that failed keeps nothing else from ending well.</summary>
    private async Task EndOfAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (Exception exception)
        {
            CoreLog.PartFailed(loggers.CreateLogger<WorkerCore>(), StoreFault.Name(exception));
        }
    }

    /// <summary>Where a customer sees how far the matter is; null when the page is not served or nobody said where from.</summary>
    private string? StatusUrl(long complaintId) => settings.Http is { StatusPage: true, PublicUrl: { } root } ? StatusAddress.Of(root, keys!.StatusLinks.Create(complaintId)) : null;

    private SendingRelays NewRelays(AcknowledgementComposer composer)
    {
        var outbox = new MessageOutbox(Database, fences, settings.Outbox);
        return new SendingRelays(channels, (channel, signal) => new OutboxRelay(
            channel.Name,
            channel.Parts.Sender!,
            outbox,
            new SendingBudget(channel.Name, channel.Settings.SendsPerDay),
            composer.Compose,
            signal,
            settings.Outbox,
            Pulses.Of(channel.Name),
            time,
            loggers.CreateLogger<OutboxRelay>()));
    }

    private PromiseWatch NewPromiseWatch()
    {
        var routes = channels.All.Where(channel => channel.Parts.Sender is not null).Select(channel => new SendingRoute(channel.Name, channel.Parts.Sender!.CanReach));
        return new PromiseWatch(
            Database, new PromiseRound(Database, ids, settings.Acknowledgements, [.. routes], keys!.OwnIds), Wake, time, loggers.CreateLogger<PromiseWatch>());
    }

    private void Wake(IReadOnlySet<string> senders) => relays?.Wake(senders);

    private async Task StartPollingAsync()
    {
        var leases = new ChannelLease(Database, fences, owner);
        var polled = new List<(ChannelPoller, TimeSpan)>();
        foreach (var channel in channels.All)
        {
            if (channel.Parts.Source is { } source)
            {
                var poller = new ChannelPoller(
                    channel.Name, source, channel.Settings.PollInterval, Inbox, leases, Database, Pulses.Of(channel.Name), time, loggers.CreateLogger<ChannelPoller>());
                pollers.Add(poller);
                polled.Add((poller, channel.Settings.PollInterval));
                Run(poller.RunAsync);
            }
        }

        if (polled.Count > 0)
        {
            await schedule.StartAsync(polled, stopping.Token);
        }
    }

    private Upkeep NewUpkeep(RefusalCounter refusals, Action<bool> storeSeen) => new(
        [
            new("the store", LookAtStoreAsync),
            new("counters", token => RefusalLedger.WriteAsync(Database, refusals, time, token)),
        ],
        [
            new("the backlog's length", token => Inbox.Backlog.CorrectAsync(Database, token)),
            new("the quarantine", Quarantine.KeepUpAsync),
            new("what messages are compared with", sweeper.KeepUpAsync),
            new("the channels' state", Health.KeepUpAsync),
            new("memory", _ =>
            {
                memory.KeepUp();
                return Task.CompletedTask;
            }),
        ],
        storeSeen,
        loggers.CreateLogger<Upkeep>());

    private async Task LookAtStoreAsync(CancellationToken cancellationToken)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        look.CancelAfter(StorePatience);
        await Database.ReadAsync(session => session.QuerySingleAsync<int>("SELECT 1"), look.Token);
    }

    /// <summary>What was turned away up to the last request.</summary>
    private async Task WriteLastCountsAsync()
    {
        try
        {
            if (counted is not null)
            {
                await RefusalLedger.WriteAsync(Database, counted, time, CancellationToken.None);
                await Health.WriteAsync(CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            CoreLog.UpkeepFailed(loggers.CreateLogger<WorkerCore>(), "counters", StoreFault.Name(exception));
        }
    }

    private void Run(Func<CancellationToken, Task> loop) => loops.Add(Task.Run(() => loop(stopping.Token)));
}
