using System.Security.Cryptography;
using Ingestion.Classifier;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Bench.Matching;

/// <summary>One worker's real inbox, intake and comparing over a store. Only the reading of bytes is not the worker's.</summary>
internal sealed class PoolWorker : IAsyncDisposable
{
    public PoolWorker(Database database)
    {
        Database = database;
        Ids = new IdBlock(database);
        Inbox = new MessageInbox(database, Ids, new Backlog(int.MaxValue));
        Queue = new InboxQueue(database, new IdBlock(database, "fence", 64), Settings.Lease, Settings.Tries);
        var ownIds = new SignedMessageId(RandomNumberGenerator.GetBytes(32), "us.example");
        var acknowledgements = new AcknowledgementSettings { PerHour = 10_000_000 };
        Pipeline = new IntakePipeline(Settings, acknowledgements, new NoticeSettings(), PromiseTerms.Of(new WorkerSettings { Acknowledgements = acknowledgements }), ownIds, RandomNumberGenerator.Create());
        Transaction = new IntakeTransaction(
            database,
            Ids,
            Inbox,
            Queue,
            new SubmissionReader(ownIds, new TextClassifier()),
            Pipeline,
            new RegistrationWatch(database),
            _ => { },
            name => new ChannelFacts { Name = name, DefaultLanguage = "en", Reader = Reader, ReplyChannel = name, Reaches = _ => true },
            new IntakeMatching(Words, Settings, () => { }));
        Clusters = new ClusterStage(database, Ids, Words);
        Inbox.Start();
    }

    public Database Database { get; }

    public PoolReader Reader { get; } = new();

    public IntakeSettings Settings { get; } = new();

    public PoolWords Words { get; } = new();

    public IdBlock Ids { get; }

    public MessageInbox Inbox { get; }

    public InboxQueue Queue { get; }

    public IntakePipeline Pipeline { get; }

    public IntakeTransaction Transaction { get; }

    public ClusterStage Clusters { get; }

    /// <summary>Compares all that waits with the complaints of other customers.</summary>
    public async Task CompareAsync()
    {
        while (await Clusters.WorkAsync(ClusterStage.BatchSize, CancellationToken.None) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Inbox.StopAsync();
        await Database.DisposeAsync();
    }
}
