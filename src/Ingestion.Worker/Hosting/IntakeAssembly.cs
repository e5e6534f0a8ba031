using System.Security.Cryptography;
using Ingestion.Classifier;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Intake.Machines;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Hosting;

/// <summary>Puts together what decides about messages.</summary>
internal sealed class IntakeAssembly(
    Database database, IdBlock ids, IdBlock fences, ChannelDirectory channels, WorkerSettings settings, InstallationKeys keys, TimeProvider time, ILoggerFactory loggers)
{
    /// <param name="classifier">Says what a message is.</param>
    /// <param name="inbox">What waits.</param>
    /// <param name="watch">Told of what was decided.</param>
    /// <param name="words">How common words are.</param>
    /// <param name="planned">Called with the channels that have something to send.</param>
    /// <param name="compare">Called when there is something to compare.</param>
    /// <param name="attached">Called when there is something to fetch.</param>
    public IntakeWorker NewWorker(IClassifier classifier, MessageInbox inbox, RegistrationWatch watch, PoolWords words, Action<IReadOnlySet<string>> planned, Action compare, Action attached)
    {
        var own = new OwnPoints(channels.All.SelectMany(channel => channel.Parts.OwnPoints));
        var facts = channels.All.ToDictionary(channel => channel.Name, channel => FactsOf(channel, own), StringComparer.Ordinal);
        var queue = new InboxQueue(database, fences, settings.Intake.Lease, settings.Intake.Tries);
        var transaction = new IntakeTransaction(
            database,
            ids,
            inbox,
            queue,
            new SubmissionReader(keys.OwnIds, classifier),
            new IntakePipeline(settings.Intake, settings.Acknowledgements, settings.Notices, PromiseTerms.Of(settings), keys.OwnIds, RandomNumberGenerator.Create()),
            watch,
            planned,
            name => facts.GetValueOrDefault(name) ?? new ChannelFacts { Name = name, DefaultLanguage = "en" },
            new IntakeMatching(words, settings.Intake, compare),
            attached,
            new ContactEvidence(database, ids, keys.LinkCodes));
        return new IntakeWorker(
            inbox,
            queue,
            transaction,
            new IntakeSetback(database, inbox, queue, settings.Intake.Tries, loggers.CreateLogger<IntakeSetback>()),
            new IntakePace(() => inbox.AcceptedByWebhooks, () => inbox.Backlog.Waiting, settings.Intake.MaxBacklog, settings.Intake.BatchSize, time),
            time,
            loggers.CreateLogger<IntakeWorker>());
    }

    private ChannelFacts FactsOf(OpenChannel channel, OwnPoints own)
    {
        var sender = channels.SenderFor(channel.Name);
        return new ChannelFacts
        {
            Name = channel.Name,
            DefaultLanguage = channel.Settings.DefaultLanguage,
            StartDate = channel.Settings.StartDate,
            Own = own,
            Reader = channel.Parts.Reader,
            AnswerWithin = channel.Settings.AnswerWithin,
            AcknowledgeWithin = channel.Settings.AcknowledgeWithin,
            ReplyChannel = sender?.Name,
            Reaches = point => sender?.Parts.Sender?.CanReach(point) == true,
        };
    }
}
