using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ingestion.Worker.Tests.Core;

/// <summary>One worker's inbox, intake and outbox over a store, with fakes at its edges.</summary>
internal sealed class CoreOnStore : IAsyncDisposable
{
    private readonly Dictionary<string, Func<ChannelFacts, ChannelFacts>> channels = new(StringComparer.Ordinal);
    private int lastKey;

    public CoreOnStore(Database database)
    {
        Database = database;
        Ids = new IdBlock(database);
        Fences = new IdBlock(database, "fence", 64);
        Inbox = new MessageInbox(database, Ids, new Backlog(100_000));
        Watch = new RegistrationWatch(database);
        foreach (var name in (string[])["mail", "mail2", "chat"])
        {
            Channel(name);
        }

        Inbox.Start();
    }

    public static SignedMessageId OwnIds { get; } = new(Encoding.ASCII.GetBytes("a key of the tests, 32 bytes long"), "us.example");

    public static LinkCode LinkCodes { get; } = new(Encoding.ASCII.GetBytes("another key of the tests, of 32 b"));

    public Database Database { get; }

    public IdBlock Ids { get; }

    public IdBlock Fences { get; }

    public MessageInbox Inbox { get; }

    public RegistrationWatch Watch { get; }

    public MessageBook Book { get; init; } = new();

    public StubClassifier Classifier { get; } = new();

    public RandomNumberGenerator Random { get; set; } = RandomNumberGenerator.Create();

    /// <summary>Without matching, so that tests of everything else may repeat their texts; <c>new()</c> has it.</summary>
    public IntakeSettings IntakeSettings { get; set; } = Some.EachItsOwn;

    public AcknowledgementSettings Acknowledgements { get; set; } = new();

    public NoticeSettings Notices { get; set; } = new();

    public ChannelPulses Pulses { get; } = new(TimeProvider.System);

    public PoolWords Words { get; } = new();

    public OutboxSettings OutboxSettings { get; set; } = new();

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public InboxQueue Queue => new(Database, Fences, IntakeSettings.Lease, IntakeSettings.Tries);

    public MessageOutbox Outbox => new(Database, Fences, OutboxSettings);

    /// <summary>Adds or replaces a channel, whose answers go to e-mail, chat handles and telephones through itself.</summary>
    public void Channel(string name, Func<ChannelFacts, ChannelFacts>? change = null) => channels[name] = change ?? (facts => facts);

    public void RemoveChannel(string name) => channels.Remove(name);

    public IntakeWorker NewIntake() => new(
        Inbox,
        Queue,
        new IntakeTransaction(
            Database, Ids, Inbox, Queue, new SubmissionReader(OwnIds, Classifier), new IntakePipeline(IntakeSettings, Acknowledgements, Notices, PromiseTerms.Of(new WorkerSettings { Acknowledgements = Acknowledgements }), OwnIds, Random), Watch, _ => { }, FactsOf, new IntakeMatching(Words, IntakeSettings, () => { }),
            evidence: new ContactEvidence(Database, Ids, LinkCodes)),
        new IntakeSetback(Database, Inbox, Queue, IntakeSettings.Tries, Loggers.CreateLogger<IntakeSetback>()),
        new IntakePace(() => Inbox.AcceptedByWebhooks, () => Inbox.Backlog.Waiting, IntakeSettings.MaxBacklog, IntakeSettings.BatchSize, TimeProvider.System),
        TimeProvider.System,
        Loggers.CreateLogger<IntakeWorker>());

    public OutboxRelay NewRelay(string channel, IMessageSender sender, Func<OutboxMessage, OutboundMessage>? compose = null, TimeProvider? time = null, int? perDay = null) => new(
        channel, sender, Outbox, new SendingBudget(channel, perDay), compose ?? Compose, new WakeSignal(), OutboxSettings, Pulses.Of(channel), time ?? TimeProvider.System, Loggers.CreateLogger<OutboxRelay>());

    /// <summary>Accepts a message as a webhook brings it. Returns its id.</summary>
    public async Task<long> OfferAsync(InboundMessage content, string channel = "mail", DateTimeOffset? arrivedAt = null, string? key = null)
    {
        key ??= string.Create(CultureInfo.InvariantCulture, $"key-{Interlocked.Increment(ref lastKey)}");
        Book.Write(key, content);
        var accepted = await Inbox.AcceptAsync(channel, [Some.Offered(key) with { ArrivedAt = arrivedAt }], CancellationToken.None);
        return accepted[0].Id;
    }

    /// <summary>Decides everything that waits now.</summary>
    public Task<bool> DecideAsync() => NewIntake().WorkAsync(CancellationToken.None);

    /// <summary>Compares everything registered with what other customers wrote. Returns how many messages.</summary>
    public async Task<int> CompareAsync(int batchSize = ClusterStage.BatchSize)
    {
        var stage = new ClusterStage(Database, Ids, Words);
        var all = 0;
        while (await stage.WorkAsync(batchSize, CancellationToken.None) is > 0 and var count)
        {
            all += count;
        }

        return all;
    }

    /// <summary>Accepts and decides one message.</summary>
    public async Task<LedgerEntry> TakeAsync(InboundMessage content, string channel = "mail", DateTimeOffset? arrivedAt = null)
    {
        var id = await OfferAsync(content, channel, arrivedAt);
        await DecideAsync();
        return await LedgerAsync(id);
    }

    public async Task<LedgerEntry> LedgerAsync(long messageId)
    {
        var row = await Database.ReadAsync(
            session => session.QuerySingleAsync<(string Outcome, long? ComplaintId, string Reasons)>(
                "SELECT outcome, complaint_id, CAST(reasons AS text) FROM ledger WHERE message_id = @messageId", new { messageId }),
            CancellationToken.None);
        return new LedgerEntry(messageId, row.Outcome, row.ComplaintId, ReasonJson.Read(row.Reasons));
    }

    /// <summary>Ends all leases of the inbox now, as if their time had run out.</summary>
    public Task ExpireLeasesAsync(string table = "inbox") => Database.WriteAsync(
        session => session.ExecuteAsync($"UPDATE {table} SET leased_until = {Database.NowPlus("-1")} WHERE leased_until IS NOT NULL"), CancellationToken.None);

    public async ValueTask DisposeAsync() => await Inbox.StopAsync();

    private ChannelFacts FactsOf(string name) => channels.TryGetValue(name, out var change)
        ? change(new ChannelFacts { Name = name, DefaultLanguage = "en", Reader = Book, ReplyChannel = name, Reaches = _ => true })
        : new ChannelFacts { Name = name, DefaultLanguage = "en" };

    private static OutboundMessage Compose(OutboxMessage message) => new()
    {
        StableId = message.StableId,
        To = message.Recipient,
        ConversationId = message.ConversationId,
        Subject = "We have it",
        Text = message.TrackingNumber,
        Language = message.Language,
        InReplyTo = message.InReplyTo,
        References = message.References,
        TrackingNumber = message.TrackingNumber,
        CreatedAt = message.ReceivedAt,
        LastHeardAt = message.LastHeardAt,
        UncertainSince = message.UncertainSince,
        OtherIds = message.OtherIds,
    };
}
