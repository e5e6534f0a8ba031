using System.Diagnostics;
using System.Security.Cryptography;
using Ingestion.Classifier;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>A filled pool with one worker's real inbox, intake and comparing over it.</summary>
internal sealed class CostPool : IAsyncDisposable
{
    private readonly CostReader reader = new();
    private readonly CostMessages messages;
    private readonly IntakeSettings settings = new();
    private readonly PoolWords words = new();
    private readonly IdBlock ids;
    private readonly MessageInbox inbox;
    private readonly InboxQueue queue;
    private readonly IntakePipeline pipeline;
    private readonly IntakeTransaction transaction;
    private readonly ClusterStage clusters;
    private readonly Func<double> cpu;

    /// <param name="database">The store, filled.</param>
    /// <param name="messages">What is decided.</param>
    /// <param name="cpu">Milliseconds of processors used so far.</param>
    public CostPool(Database database, CostMessages messages, Func<double> cpu)
    {
        Database = database;
        this.cpu = cpu;
        this.messages = messages;
        ids = new IdBlock(database);
        inbox = new MessageInbox(database, ids, new Backlog(int.MaxValue));
        queue = new InboxQueue(database, new IdBlock(database, "fence", 64), settings.Lease, settings.Tries);
        var ownIds = new SignedMessageId(RandomNumberGenerator.GetBytes(32), "us.example");
        var acknowledgements = new AcknowledgementSettings { PerHour = 10_000_000 };
        pipeline = new IntakePipeline(settings, acknowledgements, new NoticeSettings(), PromiseTerms.Of(new WorkerSettings { Acknowledgements = acknowledgements }), ownIds, RandomNumberGenerator.Create());
        transaction = new IntakeTransaction(
            database,
            ids,
            inbox,
            queue,
            new SubmissionReader(ownIds, new TextClassifier()),
            pipeline,
            new RegistrationWatch(database),
            _ => { },
            name => new ChannelFacts { Name = name, DefaultLanguage = "en", Reader = reader, ReplyChannel = name, Reaches = _ => true },
            new IntakeMatching(words, settings, () => { }));
        clusters = new ClusterStage(database, ids, words);
        inbox.Start();
    }

    public Database Database { get; }

    public Task LoadWordsAsync() => words.LoadAsync(Database, CancellationToken.None);

    /// <summary>Accepts a batch, which is not measured, and takes it through all that follows.</summary>
    public async Task<CostSample> DecideAsync(int size)
    {
        await inbox.AcceptAsync("mail", messages.Write(size).ConvertAll(reader.Offer), CancellationToken.None);
        var batch = await transaction.ReadAsync(await queue.LeaseFreshAsync(size, CancellationToken.None));
        var used = cpu();
        var decided = await DecideAloneAsync(batch.First);
        var began = Stopwatch.GetTimestamp();
        await transaction.ApplyAsync(batch);
        var whole = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        used = cpu() - used;
        began = Stopwatch.GetTimestamp();
        while (await clusters.WorkAsync(ClusterStage.BatchSize, CancellationToken.None) > 0)
        {
        }

        return new CostSample(decided, whole, used, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        await inbox.StopAsync();
        await Database.DisposeAsync();
    }

    private async Task<double> DecideAloneAsync(List<Submission> submissions)
    {
        var elapsed = double.NaN;
        var count = submissions.Count * IntakePipeline.IdsPerMessage;
        var range = new IdRange(await ids.TakeAsync(count, CancellationToken.None), count);
        try
        {
            await Database.WriteAsync(
                async session =>
                {
                    var began = Stopwatch.GetTimestamp();
                    var knowledge = await IntakeLoading.LoadAsync(session, submissions, range, words.Known, settings);
                    pipeline.Decide(submissions, knowledge);
                    elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    throw new TakenBackException();
                },
                CancellationToken.None);
        }
        catch (TakenBackException)
        {
            // As it was.
        }

        return elapsed;
    }
}
