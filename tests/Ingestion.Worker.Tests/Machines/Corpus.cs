using System.Security.Cryptography;
using System.Text;
using Ingestion.Channels;
using Ingestion.Channels.Email;
using Ingestion.Classifier;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Intake.Machines;
using Ingestion.Worker.Matching;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Core;

namespace Ingestion.Worker.Tests.Machines;

/// <summary>
/// Messages of machines and of people in four languages, made by hand as real systems write them. Each is decided alone by the real reader, the real
/// classifier and the real rules.
/// </summary>
internal static class Corpus
{
    /// <summary>The complaint whose acknowledgement the machines of the corpus answer.</summary>
    private const long Acknowledged = 77;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private static readonly OwnPoints Own = new([Some.Email("destek@bizim-market.example"), Some.Email("satis@bizim-market.example"), Some.Phone("+902120000000")]);

    private static readonly MailReader Mail = new(["destek@bizim-market.example"], ["mx.bizim-market.example"]);

    private static readonly SubmissionReader Reader = new(CoreOnStore.OwnIds, new TextClassifier());

    /// <summary>A pool that has seen no word yet.</summary>
    public static PoolKnowledge EmptyPool => new(new WordFrequency(), []);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Machines", "Corpus");

    public static IReadOnlyList<CorpusMessage> All { get; } = [.. ((string[])["tr", "az", "fa", "en"]).SelectMany(Read)];

    /// <summary>What the worker decides, with its reasons.</summary>
    public static (CorpusDecision Decision, IntakeDraft Draft) Decide(CorpusMessage message)
    {
        var accepted = new AcceptedMessage { Id = 1000, Channel = "line", ExternalId = message.File, Raw = File.ReadAllBytes(message.Path), AcceptedAt = Now, ArrivedAt = Now };
        var facts = new ChannelFacts
        {
            Name = "line",
            DefaultLanguage = message.Language,
            Reader = message.File.EndsWith(".eml", StringComparison.Ordinal) ? Mail : new NoteReader(message.File.EndsWith(".sms", StringComparison.Ordinal) ? Medium.Sms : Medium.Chat),
            ReplyChannel = "line",
            Reaches = _ => true,
            Own = Own,
        };
        var knowledge = new IntakeKnowledge { Now = Now, Pool = EmptyPool, Ids = new IdRange(2000, 100) };
        knowledge.Add(new Ingestion.Worker.Complaints.KnownComplaint { Id = Acknowledged, TrackingNumber = "123456789012", Status = "received", Priority = "normal", Version = 1 });
        var pipeline = new IntakePipeline(new IntakeSettings(), new AcknowledgementSettings(), new NoticeSettings(), PromiseTerms.Of(new WorkerSettings()), CoreOnStore.OwnIds, RandomNumberGenerator.Create());
        var draft = pipeline.Decide([Reader.Read(accepted, facts)], knowledge)[0];
        return (DecisionOf(draft), draft);
    }

    private static CorpusDecision DecisionOf(IntakeDraft draft) =>
        draft.Outcome == Outcome.MachineMail ? CorpusDecision.Report
        : draft.Answer is null ? CorpusDecision.None
        : draft.Answer.HeldBy is null ? CorpusDecision.Answer
        : CorpusDecision.Hold;

    private static IEnumerable<CorpusMessage> Read(string language) =>
        File.ReadLines(Path.Combine(Folder, language, "expected.tsv"), Encoding.UTF8).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new CorpusMessage(language, cells[0], cells[1], cells[2] == "human", Enum.Parse<CorpusDecision>(cells[3], ignoreCase: true)));

    /// <summary>Reads "From: sender", an empty line, and the text.</summary>
    private sealed class NoteReader(Medium medium) : IMessageReader
    {
        public InboundMessage Read(AcceptedMessage message)
        {
            var parts = Encoding.UTF8.GetString(message.Raw.Span).Split("\n\n", 2);
            var from = parts[0]["From: ".Length..];
            var sender = from[0] == '+' ? Some.Phone(from) : new ContactPoint(ContactPointKind.Handle, from);
            return new InboundMessage { Medium = medium, Sender = sender, ReplyTo = sender, Text = parts[1].Trim() };
        }
    }
}
